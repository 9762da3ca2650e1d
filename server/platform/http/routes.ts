/**
 * A feature's routes: one row per endpoint, reading as a sentence: `create: may('course:create', ({ body, actor }) => …)`.
 * A row without a guard does not type-check.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from '../errors/refusal.ts';
import { type Actor, holds } from './actor.ts';
import type { Data, Endpoint, Endpoints, Input, Page } from './contract.ts';

/** Facts about where a request comes from. */
export interface From {
  ip: string;
  userAgent: string;
  requestId: string;
  /** `http://host:port` as the caller addressed us. */
  origin: string;
  /** Over TLS, so that cookies may be marked secure. */
  secure: boolean;
  cookies: Readonly<Record<string, string>>;
}

export interface Cookie {
  name: string;
  /** null removes the cookie. */
  value: string | null;
  path: string;
  maxAgeSeconds: number;
}

/** What a use case may set on the answer besides its data. */
export interface Reply {
  header(name: string, value: string): void;
  cookie(cookie: Cookie): void;
  /** Replaces the endpoint's status, for the rare answer whose status depends on the outcome. */
  status(code: number): void;
}

/** An answer that is a file. */
export interface Bytes {
  /** File on disk, or the bytes themselves. */
  body: { path: string } | Uint8Array;
  type: string;
  /** Name for saving; with `inline` false, or a type that is not on the short list of file-safety.ts, the browser saves it. */
  name: string;
  inline: boolean;
  /** Value of Cache-Control. */
  cache: string;
  etag?: string;
}

export interface Call<E extends Endpoint, A> extends Input<E> {
  actor: A;
  from: From;
  reply: Reply;
}

export type Result<E extends Endpoint> = E['data'] extends 'bytes'
  ? Bytes
  : E extends { paged: true }
    ? Page<Data<E> extends (infer T)[] ? T : never>
    : Data<E>;

export interface Row<E extends Endpoint> {
  /** The guard in words, as docs and tests show it: `anyone`, `signed in`, or a permission. */
  guard: string;
  /** Only for who has proved lately who they are; others are asked to do it again. */
  fresh: boolean;
  /** Only for the person in person, never for an administrator who looks at the academy as somebody else. */
  inPerson: boolean;
  /** The guard itself: refuses before anything else of the request is looked at. */
  admit: (actor: Actor | null) => void;
  /** Only for those who were admitted. */
  run: (call: Call<E, Actor | null>) => Promise<Result<E>>;
}

/** What a guard may ask for besides the permission. `fresh` includes `inPerson`. */
export interface GuardOptions {
  fresh?: boolean;
  inPerson?: boolean;
}
interface Enrolling {
  /** Also those who owe a second factor, for what setting one up needs. */
  enrolling?: boolean;
}

/** Everybody, signed in or not. */
export function anyone<E extends Endpoint>(run: (call: Call<E, Actor | null>) => Promise<Result<E>>): Row<E> {
  return { guard: 'anyone', fresh: false, inPerson: false, admit: () => {}, run };
}

/** Everybody who is signed in; the use case narrows it down to what belongs to them. */
export function signedIn<E extends Endpoint>(
  run: (call: Call<E, Actor>) => Promise<Result<E>>,
  options: GuardOptions & Enrolling = {},
): Row<E> {
  return guarded('signed in', options.enrolling ? someone : present, run, options);
}

/** Holders of a permission; the use case checks ownership where the permission is scoped to it. */
export function may<E extends Endpoint>(
  permission: string,
  run: (call: Call<E, Actor>) => Promise<Result<E>>,
  options: GuardOptions = {},
): Row<E> {
  const holder = (actor: Actor | null) => {
    if (!holds(present(actor), permission)) refuse('FORBIDDEN', 'Your role does not include this.');
    return actor as Actor;
  };
  return guarded(permission, holder, run, options);
}

function guarded<E extends Endpoint>(
  guard: string,
  require: (actor: Actor | null) => Actor,
  run: (call: Call<E, Actor>) => Promise<Result<E>>,
  { fresh = false, inPerson = fresh }: GuardOptions,
): Row<E> {
  return {
    guard,
    fresh,
    inPerson,
    admit: actor => {
      const { impersonatedBy } = require(actor);
      if (inPerson && impersonatedBy !== null)
        refuse('IMPERSONATED', 'Only the person can do this. You see the academy as somebody else: end that first.');
    },
    run: run as Row<E>['run'],
  };
}

export function present(actor: Actor | null): Actor {
  const who = someone(actor);
  if (who.mustEnrol)
    refuse('SECOND_FACTOR_REQUIRED', 'Set up a second way of proving that it is you; everything else waits for that.');
  return who;
}

function someone(actor: Actor | null): Actor {
  return actor ?? refuse('UNAUTHENTICATED', 'Please sign in.');
}

/** An endpoint together with its row, for the router, the documentation and the tests. */
export interface BoundRoute {
  name: string;
  endpoint: Endpoint;
  guard: string;
  fresh: boolean;
  inPerson: boolean;
  admit: (actor: Actor | null) => void;
  run: (call: Call<Endpoint, Actor | null>) => Promise<unknown>;
}

export function routes<E extends Endpoints>(endpoints: E, table: { [K in keyof E]: Row<E[K]> }): BoundRoute[] {
  return Object.entries(endpoints).map(([name, endpoint]) => {
    const row = table[name as keyof E] as unknown as Row<Endpoint>;
    return { name, endpoint, ...row };
  });
}

/** A protocol that speaks HTTP itself below one path (tus); guarded like a row. */
export interface Mount {
  path: `/${string}`;
  guard: string;
  /** What its requests are counted as. */
  rate?: 'uploads';
  /** Where the protocol is specified. */
  specification: string;
  /** What it does, for the API documentation; paths below its own, parameters written `{id}`. */
  operations: readonly { method: string; path: string; summary: string; status: number }[];
  handle: (request: IncomingMessage, response: ServerResponse, actor: Actor, from: From) => Promise<void>;
}
