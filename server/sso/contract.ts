/** Single sign-on: organisations that vouch for people through OpenID Connect, and whose accounts are joined to whom. */
import { z } from 'zod';
import { AcceptedNotice, Role, SignInStep } from '../accounts/contract.ts';
import { endpoint, Id, IdParams, Instant, line, Nothing, someOf } from '../platform/http/contract.ts';

/** Ready-made settings; `openid` is any other provider. Each differs only in what is filled in for it. */
export const ProviderPreset = z.enum(['openid', 'google', 'microsoft', 'gitlab', 'linkedin', 'keycloak']);
export type ProviderPreset = z.output<typeof ProviderPreset>;

/** Stands in addresses: `google`. */
export const ProviderKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use small letters, digits and hyphens, beginning with a letter.');

/** OpenID Connect Discovery 1.0 §2: an https address without query and fragment; plain http only inside the site's network. */
const Issuer = z
  .string()
  .trim()
  .max(300)
  .regex(/^https?:\/\/[^\s?#]+$/, 'Write the address like https://id.example.org.');

export const GroupRole = z.object({ group: line(200), role: Role });
export type GroupRole = z.output<typeof GroupRole>;

const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Write the domain like example.org.');

const Fields = {
  preset: ProviderPreset,
  /** On the button. */
  label: line(60),
  issuer: Issuer,
  client_id: line(300),
  /** Besides `openid email profile`, separated by spaces: what makes the provider tell groups. */
  extra_scopes: z.string().trim().max(200),
  enabled: z.boolean(),
  /** Who has no account yet gets one, when the provider has verified the address. */
  creates_accounts: z.boolean(),
  /** Only addresses of these domains are let in; empty lets all in. */
  domains: z.array(Domain).max(50),
  /** Name of the claim that holds the groups: `groups`; empty for none. */
  group_claim: z.string().trim().max(100),
  group_roles: z.array(GroupRole).max(100),
  /** `add` leaves roles that were given here; `replace` takes away what the groups no longer give. */
  group_mode: z.enum(['add', 'replace']),
  /** Values of the claims `amr` and `acr` that count as a second factor here: `mfa` (RFC 8176); empty trusts none. */
  trusted_proofs: z.array(line(200)).max(20),
};

export const Provider = z.object({
  id: Id,
  key: ProviderKey,
  ...Fields,
  secret_set: z.boolean(),
  /** How many people are joined to an account there. */
  people: z.number().int(),
  created_at: Instant,
});
export type Provider = z.output<typeof Provider>;

const NewProvider = z.object({
  ...Fields,
  key: ProviderKey,
  /** Empty for a public client. */
  client_secret: z.string().trim().max(500).default(''),
  extra_scopes: Fields.extra_scopes.default(''),
  enabled: z.boolean().default(true),
  creates_accounts: z.boolean().default(false),
  domains: Fields.domains.default([]),
  group_claim: Fields.group_claim.default(''),
  group_roles: Fields.group_roles.default([]),
  group_mode: Fields.group_mode.default('add'),
  trusted_proofs: Fields.trusted_proofs.default([]),
});
export type NewProvider = z.output<typeof NewProvider>;

const ProviderChange = someOf(z.object({ ...Fields, client_secret: z.string().trim().max(500) }));
export type ProviderChange = z.output<typeof ProviderChange>;

/** What the sign-in page shows of a provider. */
export const ProviderButton = z.object({ key: ProviderKey, label: z.string(), preset: ProviderPreset });
export type ProviderButton = z.output<typeof ProviderButton>;

/** An account elsewhere that is joined to somebody here. */
export const Identity = z.object({
  id: Id,
  provider: ProviderButton,
  /** As the provider last named it; null when it names none. */
  email: z.string().nullable(),
  linked_at: Instant,
  last_used_at: Instant.nullable(),
});
export type Identity = z.output<typeof Identity>;

/** What a provider says of itself when it is asked. */
export const ProviderTrial = z.object({
  ok: z.boolean(),
  /** In plain words; empty when all is well. */
  reason: z.string(),
  issuer: z.string().nullable(),
  sign_in_address: z.string().nullable(),
  /** PKCE with S256 is said to be understood. */
  pkce: z.boolean(),
});
export type ProviderTrial = z.output<typeof ProviderTrial>;

/** An account here has the address, but nobody has shown yet that both belong to the same person. */
export const Unjoined = z.object({ provider: ProviderButton, email: z.string() });
export type Unjoined = z.output<typeof Unjoined>;

const Started = z.object({ url: z.string() });
const ProviderParams = z.object({ provider: ProviderKey });
/** A path of the academy, never another site. */
const Then = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/)
  .default('/');

export const ssoEndpoints = {
  buttons: endpoint('GET /auth/sso', {
    summary: 'Providers through which one may sign in.',
    data: z.array(ProviderButton),
  }),
  start: endpoint('POST /auth/sso/:provider/start', {
    summary: 'Begins signing in through a provider: answers where the browser goes next. For browsers only.',
    params: ProviderParams,
    body: z.object({ then: Then }).default({ then: '/' }),
    data: Started,
  }),
  finish: endpoint('POST /auth/sso/finish', {
    summary:
      'Ends it with what the provider sent the browser back with. Signs in, joins the accounts, counts as a fresh proof of identity, or says what is missing for it.',
    body: z.object({ query: z.string().min(1).max(8000), notice: AcceptedNotice }),
    data: z.object({
      then: z.string(),
      /** Null when the accounts were only joined, or are not yet. */
      signed_in: SignInStep.nullable(),
      joined: ProviderButton.nullable(),
      /** The caller has proved there again who they are: the act that asked for it may be repeated. */
      confirmed: ProviderButton.nullable(),
      unjoined: Unjoined.nullable(),
    }),
  }),
  confirmers: endpoint('GET /auth/sso/confirm', {
    summary: 'Providers at which the caller can prove again who they are.',
    data: z.array(ProviderButton),
  }),
  confirm: endpoint('POST /auth/sso/:provider/confirm', {
    summary:
      'Begins proving again at a provider who the caller is: it asks the person anew, and says when. For browsers only.',
    params: ProviderParams,
    body: z.object({ then: Then }).default({ then: '/' }),
    data: Started,
  }),
  identities: endpoint('GET /users/me/identities', {
    summary: 'Accounts elsewhere that the caller signs in with, and one that waits to be joined.',
    data: z.object({ identities: z.array(Identity), unjoined: Unjoined.nullable() }),
  }),
  join: endpoint('POST /users/me/identities/:provider', {
    summary: 'Begins joining an account at a provider to the caller’s own.',
    params: ProviderParams,
    body: z.object({ then: Then }).default({ then: '/' }),
    data: Started,
  }),
  claim: endpoint('POST /users/me/identities', {
    summary: 'Joins the account with which the caller came from a provider just before signing in here.',
    data: Identity,
    status: 201,
  }),
  part: endpoint('DELETE /users/me/identities/:id', {
    summary: 'Parts an account at a provider from the caller’s own.',
    params: IdParams,
    data: Nothing,
  }),
  providers: endpoint('GET /sso/providers', { summary: 'All providers with their settings.', data: z.array(Provider) }),
  addresses: endpoint('GET /sso/addresses', {
    summary: 'Addresses that a provider must know to send people back to.',
    data: z.array(z.string()),
  }),
  create: endpoint('POST /sso/providers', {
    summary: 'Adds a provider.',
    body: NewProvider,
    data: Provider,
    status: 201,
  }),
  update: endpoint('PUT /sso/providers/:id', {
    summary: 'Changes a provider; a secret that is left out stays.',
    params: IdParams,
    body: ProviderChange,
    data: Provider,
  }),
  remove: endpoint('DELETE /sso/providers/:id', {
    summary: 'Removes a provider and the accounts that were joined through it; nobody’s account here is touched.',
    params: IdParams,
    data: Nothing,
  }),
  test: endpoint('POST /sso/providers/:id/test', {
    summary: 'Asks the provider what it can do.',
    params: IdParams,
    data: ProviderTrial,
  }),
};
