/** How connections are encrypted at present, read from the files and by looking at our own door. */
import { X509Certificate } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import type { Work } from '../../platform/db/work.ts';
import { fullName } from '../announcing/records-rules.ts';
import { urlOf } from '../addresses-rules.ts';
import type { CertificateFacts, CertificateProblem, Https, Rung } from './contract.ts';
import type { Authority } from './authority.ts';
import type { Limits } from './authority-rules.ts';
import { judgeCertificate, type ReadCertificate } from './certificate-rules.ts';
import { chainOf, factsOf, openUpload, readCertificate } from './certificates.ts';
import { lookAtDoor } from './own-door.ts';
import { redirectState } from './redirect-rules.ts';
import type { HttpsStore, IdentityName } from './store.ts';

export interface HttpsDeps {
  store: HttpsStore;
  work: Work;
  clock: Clock;
  /** Ports in fact. */
  ports: { port: number; httpsPort: number };
  /** What the server binds. */
  host: string;
  siteName: () => Promise<string>;
  /** Names without `.local`: as chosen, and as announced where that is another. */
  shortNames: () => Promise<string[]>;
  /** The network is told a name; else it leads nobody here. */
  tellsName: () => Promise<boolean>;
  /** Addresses of this machine in its networks, best first. */
  addresses: () => readonly string[];
  /** Tells the consoles that something changed. */
  changed: () => void;
}

export interface KeptAuthority extends Authority {
  limits: Limits;
}

const USUAL_PORT = 443;

export async function describeHttps(deps: HttpsDeps): Promise<Https> {
  const { store, clock, ports } = deps;
  const choices = store.choices();
  const { rung, redirect: redirection } = choices;
  const leaf = rung === 'none' ? null : await leafOf(store, rung);
  const trust = await describeTrust(deps);
  const state = redirectState(choices, clock.now());
  return {
    rung,
    port: ports.httpsPort,
    listening: leaf && (await knock(deps)),
    certificate: leaf && factsOf(leaf),
    problems: await problemsInUse(deps, rung),
    urls: (await shownNames(deps, leaf)).map(name => urlOf('https', name, ports.httpsPort)),
    authority: trust.authority,
    trust_url: trust.url,
    uploaded: await factsOrNull(store, 'uploaded'),
    public: choices.public && {
      domain: choices.public.domain,
      email: choices.public.email,
      directory: choices.public.directory,
      job_id: choices.public.job_id,
      last_error: choices.public.last_error,
    },
    redirect: { state, until: state === 'trial' ? redirection.until : null },
    hsts: choices.hsts,
    hsts_possible: rung !== 'none' && state === 'on' && ports.httpsPort === USUAL_PORT,
  };
}

/** Names that only this machine understands, or that nobody is told, are no addresses for learners. */
async function shownNames({ tellsName }: HttpsDeps, leaf: ReadCertificate | null): Promise<string[]> {
  const told = await tellsName();
  const isShown = (name: string) => !/^(localhost|127\.|\*\.)/.test(name) && (told || !name.endsWith('.local'));
  return (leaf?.names ?? []).filter(isShown);
}

export async function describeTrust(deps: HttpsDeps) {
  const { store, ports, shortNames, addresses } = deps;
  const authority = authorityOf(store);
  const { rung } = store.choices();
  const leaf = rung === 'none' ? null : await leafOf(store, rung);
  const [best] = await shownNames(deps, leaf);
  const host = addresses()[0] ?? fullName((await shortNames())[0] ?? 'lyceum');
  return {
    authority: authority && factsOf(readCertificate(new X509Certificate(authority.certificate))),
    url: authority && urlOf('http', host, ports.port) + '/trust',
    https: best === undefined ? null : urlOf('https', best, ports.httpsPort),
  };
}

async function problemsInUse(deps: HttpsDeps, rung: Rung): Promise<CertificateProblem[]> {
  const identity = rung === 'none' ? null : deps.store.identity(rung);
  // What our own authority made fits by construction; what may be wrong with it is for the check of its dates.
  if (!identity || rung === 'local') return [];
  const upload =
    identity.kind === 'pem'
      ? { certificate: identity.cert, key: identity.key, passphrase: '' }
      : { certificate: identity.pfx, key: '', passphrase: identity.passphrase };
  const opened = await openUpload(upload);
  if ('problem' in opened) return [opened.problem];
  return judgeCertificate(opened.read, [], deps.clock.now());
}

/** The leaf in use under a rung; null when it is missing or cannot be read. */
export async function leafOf(store: HttpsStore, name: IdentityName): Promise<ReadCertificate | null> {
  const identity = store.identity(name);
  if (!identity) return null;
  const [leaf] = await chainOf(identity).catch(() => []);
  return leaf ? readCertificate(leaf) : null;
}

async function factsOrNull(store: HttpsStore, name: IdentityName): Promise<CertificateFacts | null> {
  const leaf = await leafOf(store, name);
  return leaf && factsOf(leaf);
}

export function authorityOf(store: HttpsStore): KeptAuthority | null {
  const text = store.text('authority.json');
  return text === null ? null : (JSON.parse(text) as KeptAuthority);
}

/** Whether our own HTTPS answers, with one of our certificates. */
export async function knock({ store, host, ports }: HttpsDeps): Promise<{ ok: boolean; detail: string }> {
  const kept = await Promise.all((['local', 'uploaded', 'public'] as const).map(name => leafOf(store, name)));
  return lookAtDoor(
    host,
    ports.httpsPort,
    kept.flatMap(leaf => leaf?.fingerprint ?? []),
  );
}

/** Names and addresses by which people reach this academy in their network. */
export async function wantedNames({ shortNames, addresses }: HttpsDeps): Promise<string[]> {
  return [...(await shortNames()).map(fullName), ...addresses()];
}
