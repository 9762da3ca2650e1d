/** Second factors: apps that show codes, passkeys, recovery codes. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, line, Nothing } from '../platform/http/contract.ts';

export const FactorMethod = z.enum(['totp', 'passkey', 'recovery']);
export type FactorMethod = z.output<typeof FactorMethod>;

/** Six digits of an app; people type spaces into them. */
export const Code = z.string().trim().min(1).max(40);

const Bytes = z.string().min(1).max(8192).describe('base64url');

/** What a browser answers when it signed with a passkey (WebAuthn Level 3, AuthenticationResponseJSON). */
export const PasskeyAnswer = z.object({
  id: z.string().min(1).max(1400),
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: z.string().max(200).nullish(),
  }),
});
export type PasskeyAnswer = z.output<typeof PasskeyAnswer>;

/** How a person stands with second factors. */
export const FactorStanding = z.object({
  /** A role of the person asks for one. */
  required: z.boolean(),
  enrolled: z.boolean(),
  /** Until when one has to be set up; null where none is asked for, one is there, or the time has not begun. */
  due_at: Instant.nullable(),
  /** The time is over: until one is set up, nothing else can be done. */
  overdue: z.boolean(),
});
export type FactorStanding = z.output<typeof FactorStanding>;

/** What a browser answers when it made a passkey (WebAuthn Level 3, RegistrationResponseJSON). */
const NewPasskey = z.object({
  id: z.string().min(1).max(1400),
  rawId: Bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: z.string().min(1).max(65_536),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});
export type NewPasskey = z.output<typeof NewPasskey>;

/** Why passkeys cannot be used at the address by which the browser came. */
export const PasskeyHindrance = z.enum(['not-encrypted', 'ip-address', 'unknown-name']);
export type PasskeyHindrance = z.output<typeof PasskeyHindrance>;

const Listed = { id: Id, name: z.string(), created_at: Instant, last_used_at: Instant.nullable() };

/** What a person has to prove who they are. */
export const Factors = z.object({
  standing: FactorStanding,
  /** False for somebody who gets in by a passkey alone. */
  password: z.boolean(),
  authenticators: z.array(z.object(Listed)),
  passkeys: z.array(
    z.object({
      ...Listed,
      /** Name of the academy at which it works. */
      host: z.string(),
      /** Kept by the maker's cloud on several devices. */
      synced: z.boolean(),
    }),
  ),
  recovery: z.object({ left: z.number().int(), made_at: Instant.nullable() }),
  /** Passkeys at the address of this very request; null where nothing is in the way. */
  passkey_hindrance: PasskeyHindrance.nullable(),
  passkey_only_allowed: z.boolean(),
});
export type Factors = z.output<typeof Factors>;

/** `codes` are shown this once; null when the person has codes already. */
const Added = z.object({ factors: Factors, codes: z.array(z.string()).nullable() });
export type Added = z.output<typeof Added>;

/** Options for the browser's own dialog, as WebAuthn Level 3 describes them in JSON. */
const BrowserOptions = z.record(z.string(), z.unknown());

/** `me` or a number. */
const PersonRef = z.object({ id: z.union([z.literal('me'), Id]) });

export const factorEndpoints = {
  read: endpoint('GET /users/:id/factors', {
    summary: 'How a person proves who they are; `me` for the caller. Secrets are never part of it.',
    params: PersonRef,
    data: Factors,
  }),
  beginAuthenticator: endpoint('POST /factors/authenticators', {
    summary:
      'Makes the secret of an authenticator; it counts once a code of it was confirmed. The secret is shown this once.',
    data: z.object({
      id: Id,
      /** Base32, for typing it in by hand. */
      secret: z.string(),
      /** What the QR code says. */
      address: z.string(),
    }),
    status: 201,
  }),
  confirmAuthenticator: endpoint('POST /factors/authenticators/:id/confirm', {
    summary:
      'Proves with a code that the authenticator shows the right ones. Codes for recovery are made with the first factor.',
    params: IdParams,
    body: z.object({ code: Code, name: line(80) }),
    data: Added,
  }),
  renameAuthenticator: endpoint('PUT /factors/authenticators/:id', {
    summary: 'Gives an authenticator another name.',
    params: IdParams,
    body: z.object({ name: line(80) }),
    data: Factors,
  }),
  removeAuthenticator: endpoint('DELETE /factors/authenticators/:id', {
    summary: 'Removes an authenticator.',
    params: IdParams,
    data: Factors,
  }),
  passkeyOptions: endpoint('POST /factors/passkeys/options', {
    summary: 'What the browser needs to make a passkey for the caller.',
    data: BrowserOptions,
  }),
  addPasskey: endpoint('POST /factors/passkeys', {
    summary: 'Takes the passkey that the browser made.',
    body: z.object({ name: line(80), passkey: NewPasskey }),
    data: Added,
    status: 201,
  }),
  renamePasskey: endpoint('PUT /factors/passkeys/:id', {
    summary: 'Gives a passkey another name.',
    params: IdParams,
    body: z.object({ name: line(80) }),
    data: Factors,
  }),
  removePasskey: endpoint('DELETE /factors/passkeys/:id', {
    summary: 'Removes a passkey.',
    params: IdParams,
    data: Factors,
  }),
  signInOptions: endpoint('POST /auth/passkey/options', {
    summary: 'What the browser needs to ask for a passkey, of whomever it is.',
    data: z.object({
      /** null where passkeys cannot be used. */
      options: BrowserOptions.nullable(),
      hindrance: PasskeyHindrance.nullable(),
    }),
  }),
  newCodes: endpoint('POST /factors/recovery-codes', {
    summary: 'Makes ten new recovery codes, shown this once; the old ones stop working.',
    data: z.object({ codes: z.array(z.string()) }),
    status: 201,
  }),
  removePassword: endpoint('POST /factors/passkey-only', {
    summary: 'Removes the caller’s password: a passkey is then the only way in. Needs recovery codes.',
    data: Factors,
  }),
  reset: endpoint('POST /users/:id/factors/reset', {
    summary:
      'Removes all second factors and recovery codes of a person who lost them, signs the person out everywhere and tells them.',
    params: IdParams,
    data: Nothing,
  }),
};
