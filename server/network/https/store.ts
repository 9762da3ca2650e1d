/**
 * What HTTPS is made of, as files in `secrets/https/` (0600): the choices in `https.json`, one file per certificate with its key, so
 * that the two can never be mismatched, and the answers to a public authority's questions. Files and not rows, because every
 * process needs them before and without the database, and because keys do not belong into one.
 */
import { mkdirSync, readFileSync, rmSync, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../platform/files/durable.ts';
import type { TlsKeys } from '../../platform/http/tls-rules.ts';
import { Rung } from './contract.ts';

const Choices = z.object({
  rung: Rung.default('none'),
  redirect: z
    .object({
      on: z.boolean(),
      /** End of the trial; null once it is confirmed. */
      until: z.string().nullable(),
      /** SHA-256 of the token that confirms it. */
      token_hash: z.string().nullable(),
    })
    .default({ on: false, until: null, token_hash: null }),
  hsts: z.boolean().default(false),
  hsts_since: z.string().nullable().default(null),
  public: z
    .object({
      domain: z.string(),
      email: z.string(),
      directory: z.string(),
      directory_authority: z.string(),
      job_id: z.number().nullable(),
      last_error: z.string().nullable(),
    })
    .nullable()
    .default(null),
});
export type HttpsChoices = z.output<typeof Choices>;

/** A certificate with its key, as Node's TLS takes it. */
const Identity = z.discriminatedUnion('kind', [
  /** `cert`: the chain, leaf first. */
  z.object({ kind: z.literal('pem'), cert: z.string(), key: z.string() }),
  /** PKCS#12 in base64. */
  z.object({ kind: z.literal('pfx'), pfx: z.string(), passphrase: z.string() }),
]);
export type Identity = z.output<typeof Identity>;

/** As `tls.createSecureContext` takes it. */
export const keysOf = (identity: Identity): TlsKeys =>
  identity.kind === 'pem'
    ? { cert: identity.cert, key: identity.key }
    : { pfx: Buffer.from(identity.pfx, 'base64'), passphrase: identity.passphrase };

export type IdentityName = 'local' | 'uploaded' | 'public';

/** The academy's own authority with its key, and the key of the account at a public one. */
export type KeptText = 'authority.json' | 'account.key';

export interface HttpsStore {
  choices(): HttpsChoices;
  /** Changes some of the choices; every process notices within half a second. */
  choose(change: Partial<HttpsChoices>): void;
  identity(name: IdentityName): Identity | null;
  /** Puts the certificate in place; every process notices. */
  keep(name: IdentityName, identity: Identity): void;
  /** Content of a file of this folder, or null. */
  text(name: KeptText): string | null;
  write(name: KeptText, content: string): void;
  /** Answer to a challenge (RFC 8555 §8.3); null when there is no such one. */
  challenge(token: string): string | null;
  answerChallenge(token: string, answer: string | null): void;
  /** Calls the listener after every change, whichever process made it. Answers how to stop. */
  watch(listener: () => void): () => void;
}

const CHOICES = 'https.json';
const LOOK_MS = 500;
/** Tokens of challenges are base64url (RFC 8555 §8.3). */
const CHALLENGE = /^[\w-]{8,200}$/;

/** `folder`: `secrets/https`, made when something is first written. */
export function openHttpsStore(folder: string): HttpsStore {
  const path = (name: string) => join(folder, name);
  const read = (name: string): string | null => {
    try {
      return readFileSync(path(name), 'utf8');
    } catch {
      return null;
    }
  };
  const choices = () => Choices.parse(parsed(read(CHOICES)) ?? {});
  const choose = (change: Partial<HttpsChoices>) =>
    write(folder, CHOICES, JSON.stringify({ ...choices(), ...change }, null, 2));
  return {
    choices,
    choose,
    identity: name => {
      const result = Identity.safeParse(parsed(read(`${name}.json`)));
      return result.success ? result.data : null;
    },
    keep(name, identity) {
      write(folder, `${name}.json`, JSON.stringify(identity));
      // The choices are what everybody watches.
      choose({});
    },
    text: read,
    write: (name, content) => write(folder, name, content),
    challenge: token => (CHALLENGE.test(token) ? read(join('challenges', token)) : null),
    answerChallenge(token, answer) {
      if (!CHALLENGE.test(token)) throw new Error('The authority sent a challenge that is not one.');
      if (answer === null) rmSync(path(join('challenges', token)), { force: true });
      else write(join(folder, 'challenges'), token, answer);
    },
    watch(listener) {
      const file = path(CHOICES);
      const changed = () => listener();
      watchFile(file, { interval: LOOK_MS, persistent: false }, changed);
      return () => unwatchFile(file, changed);
    },
  };
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function write(folder: string, name: string, content: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeDurably(join(folder, name), content);
}
