/** The HTTPS ladder: none, own authority, a certificate from elsewhere, a public one. One click up, one click down. */
import { hostname } from 'node:os';
import { X509Certificate } from 'node:crypto';
import { instant, SECOND } from '../../platform/clock.ts';
import { randomToken, sha256 } from '../../platform/crypto/secrets.ts';
import { refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { Bytes, From } from '../../platform/http/routes.ts';
import type { JobContext } from '../../platform/jobs/runner.ts';
import { urlOf } from '../addresses-rules.ts';
import type { Https, PublicCertificateRequest, Rung } from './contract.ts';
import { allowedNames, limitsOf, needsRenewal } from './authority-rules.ts';
import { judgeCertificate } from './certificate-rules.ts';
import { factsOf, openUpload, type Upload } from './certificates.ts';
import { appleProfile } from './profile-rules.ts';
import { redirectState, TRIAL_SECONDS } from './redirect-rules.ts';
import {
  authorityOf,
  describeHttps,
  describeTrust,
  type HttpsDeps,
  type KeptAuthority,
  knock,
  leafOf,
  wantedNames,
} from './state.ts';
import type { HttpsStore, Identity } from './store.ts';

/** A public certificate is renewed when less than this is left (Let's Encrypt: 30 of 90 days). */
const RENEW_PUBLIC_DAYS = 30;
const DAY_MS = 86_400_000;

export type HttpsService = ReturnType<typeof createHttpsService>;

export function createHttpsService(deps: HttpsDeps) {
  const { store, clock } = deps;
  const describe = () => describeHttps(deps);
  const change = async (actor: Pick<Actor, 'userId'>, action: string, use: () => Promise<void> | void) => {
    await use();
    await deps.work.run(({ record }) =>
      record({ userId: actor.userId, action, resourceType: 'https', resourceId: null }),
    );
    deps.changed();
    return describe();
  };
  return {
    describe,
    /** Every name by which people may reach the academy encrypted. */
    async names(): Promise<string[]> {
      const { rung } = store.choices();
      const leaf = rung === 'none' ? null : await leafOf(store, rung);
      return [...(await wantedNames(deps)), ...(leaf?.names ?? [])];
    },
    useLocal: (actor: Pick<Actor, 'userId'>) =>
      change(actor, 'https.local', async () => {
        await renewLocal(deps);
        store.choose({ rung: 'local' });
      }),
    async check(upload: Upload) {
      const opened = await openUpload(upload);
      if ('problem' in opened) return { facts: null, problems: [opened.problem] };
      const problems = judgeCertificate(opened.read, await wantedNames(deps), clock.now());
      return { facts: factsOf(opened.read.chain[0]), problems };
    },
    upload: (upload: Upload, actor: Actor) =>
      change(actor, 'https.upload', async () => {
        store.keep('uploaded', await acceptable(deps, upload));
        store.choose({ rung: 'uploaded' });
      }),
    requestPublic: (request: PublicCertificateRequest, actor: Actor) =>
      change(actor, 'https.public', () => orderPublic(deps, request)),
    use: (rung: Rung, actor: Actor) => change(actor, `https.use-${rung}`, () => useRung(deps, rung)),
    redirect: (on: boolean, from: From, actor: Actor) => redirect(deps, on, from, actor, change),
    async confirm(token: string, from: From) {
      const { redirect: now, rung } = store.choices();
      if (!from.secure) refuse('FORBIDDEN', 'This counts only over HTTPS: that it works is what it proves.');
      const state = redirectState({ rung, redirect: now }, clock.now());
      if (state !== 'trial' || now.token_hash !== sha256(token))
        refuse('CONFLICT', 'The trial has ended and the redirection took itself back. Switch it on once more.');
      store.choose({ redirect: { on: true, until: null, token_hash: null } });
      deps.changed();
      return {};
    },
    setStrict: (on: boolean, actor: Actor) => change(actor, 'https.hsts', () => setStrict(deps, on)),
    authorityCertificate: async (): Promise<Bytes> => ({
      body: new X509Certificate(requireAuthority(store).certificate).raw,
      type: 'application/x-x509-ca-cert',
      name: 'lyceum-authority.crt',
      inline: false,
      cache: 'no-store',
    }),
    authorityProfile: () => profile(deps),
    async trustPage() {
      const { https, authority } = await describeTrust(deps);
      return { site_name: await deps.siteName(), https_url: https, fingerprint: authority?.fingerprint ?? null };
    },
    /** Renews what ends soon or no longer fits; answers what has to be ordered anew. */
    async keep(): Promise<{ renewed: boolean; order: boolean }> {
      const { rung, public: order } = store.choices();
      const renewed = rung !== 'none' && authorityOf(store) !== null && (await renewLocal(deps));
      const leaf = order && rung === 'public' ? await leafOf(store, 'public') : null;
      return { renewed, order: leaf !== null && leaf.to - clock.now() < RENEW_PUBLIC_DAYS * DAY_MS };
    },
    /** The job that gets the public certificate. */
    obtain: (context: JobContext) => obtain(deps, context),
    challenge: (token: string) => store.challenge(token),
  };
}

function requireAuthority(store: HttpsStore): KeptAuthority {
  return authorityOf(store) ?? refuse('NOT_FOUND', 'This academy has no certificate authority of its own.');
}

/** Makes the local certificate where it is missing, ends soon, or does not fit; true when it was made. */
async function renewLocal(deps: HttpsDeps): Promise<boolean> {
  const { store, clock, addresses } = deps;
  // Hundreds of files that most academies never need: not loaded at every start.
  const { issueLeaf, makeAuthority } = await import('./authority.ts');
  let authority = authorityOf(store);
  if (!authority) {
    const limits = limitsOf(hostname(), addresses());
    authority = { ...(await makeAuthority(await deps.siteName(), limits, clock.now())), limits };
    store.write('authority.json', JSON.stringify(authority));
  }
  const computer = hostname().toLowerCase();
  const all = [...(await wantedNames(deps)), computer, 'localhost', '127.0.0.1'];
  const names = allowedNames(all, authority.limits);
  if (!needsRenewal(await leafOf(store, 'local'), names, clock.now())) return false;
  store.keep('local', await issueLeaf(authority, names, clock.now()));
  return true;
}

async function acceptable(deps: HttpsDeps, upload: Upload): Promise<Identity> {
  const opened = await openUpload(upload);
  const problems =
    'problem' in opened ? [opened.problem] : judgeCertificate(opened.read, await wantedNames(deps), deps.clock.now());
  const errors = problems.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first || 'problem' in opened) {
    const details = errors.map(({ message }) => ({
      code: 'CERTIFICATE_REFUSED' as const,
      message,
      field: 'certificate',
    }));
    refuse('CERTIFICATE_REFUSED', first?.message ?? '', { details });
  }
  return opened.identity;
}

async function useRung({ store }: HttpsDeps, rung: Rung): Promise<void> {
  if (rung === 'none') return store.choose({ rung, redirect: OFF, hsts: false });
  if (!(await leafOf(store, rung))) refuse('CONFLICT', 'There is no certificate for this yet.');
  store.choose({ rung });
}

const OFF = { on: false, until: null, token_hash: null };

async function orderPublic(deps: HttpsDeps, { agree: _agreed, ...order }: PublicCertificateRequest): Promise<void> {
  await deps.work.run(async ({ enqueue }) => {
    const options = { uniqueKey: 'network.get-certificate', maxAttempts: 1 };
    const jobId = await enqueue('network.get-certificate', {}, options);
    // Before the commit: the job may begin right after it.
    deps.store.choose({ public: { ...order, job_id: jobId, last_error: null } });
  });
}

async function obtain({ store, changed }: HttpsDeps, { signal, progress }: JobContext): Promise<void> {
  const { public: order } = store.choices();
  if (!order) return;
  try {
    const { obtainCertificate } = await import('./acme.ts');
    const identity = await obtainCertificate({
      store,
      order,
      signal,
      progress: (share, note) => progress(share, note),
    });
    store.keep('public', identity);
    store.choose({ rung: 'public', public: { ...order, job_id: null, last_error: null } });
  } catch (error) {
    store.choose({ public: { ...order, job_id: null, last_error: (error as Error).message } });
    throw error;
  } finally {
    changed();
  }
}

type Change = (actor: Actor, action: string, use: () => Promise<void> | void) => Promise<Https>;

async function redirect(deps: HttpsDeps, on: boolean, from: From, actor: Actor, change: Change) {
  const { store, clock, ports } = deps;
  if (!on) {
    const https = await change(actor, 'https.redirect-off', () => store.choose({ redirect: OFF, hsts: false }));
    return { https, confirm_url: null };
  }
  const { rung } = store.choices();
  const leaf = rung === 'none' ? null : await leafOf(store, rung);
  if (!leaf) refuse('CONFLICT', 'There is no HTTPS to redirect to. Choose a certificate first.');
  const door = await knock(deps);
  if (!door.ok) refuse('CONFLICT', `HTTPS does not answer on this computer, so nobody is redirected. ${door.detail}`);
  const token = randomToken();
  const until = instant(clock.now() + TRIAL_SECONDS * SECOND);
  const https = await change(actor, 'https.redirect-on', () =>
    store.choose({ redirect: { on: true, until, token_hash: sha256(token) } }),
  );
  const asked = new URL(from.origin).hostname;
  return { https, confirm_url: `${urlOf('https', asked, ports.httpsPort)}/trust?confirm=${token}` };
}

async function setStrict(deps: HttpsDeps, on: boolean): Promise<void> {
  if (on && !(await describeHttps(deps)).hsts_possible)
    refuse(
      'CONFLICT',
      'Browsers that use nothing but HTTPS keep the port of the address, so this needs HTTPS on port 443 and the redirection switched on.',
    );
  deps.store.choose(on ? { hsts: true, hsts_since: instant(deps.clock.now()) } : { hsts: false });
}

async function profile({ store, siteName }: HttpsDeps): Promise<Bytes> {
  const { raw, fingerprint256 } = new X509Certificate(requireAuthority(store).certificate);
  const site = await siteName();
  const text = appleProfile({ certificate: raw.toString('base64'), site, fingerprint: fingerprint256 });
  return {
    body: Buffer.from(text),
    type: 'application/x-apple-aspen-config',
    name: 'lyceum-authority.mobileconfig',
    inline: true,
    cache: 'no-store',
  };
}
