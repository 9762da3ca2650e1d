/** Who is there and how they are written to: built before the rest, because sockets and requests ask for them. */
import { networkInterfaces } from 'node:os';
import { createAccounts } from './accounts/index.ts';
import { createFactors } from './factors/index.ts';
import type { Ground } from './ground.ts';
import type { EnrolInvited } from './learning/index.ts';
import { createMail } from './mail/index.ts';
import { reachableAddresses } from './platform/config/addresses.ts';
import { createSealing } from './platform/crypto/sealing.ts';
import type { Consents } from './privacy/index.ts';
import { createSignInRules } from './sign-in-rules/index.ts';
import { createRegistration } from './registration/index.ts';
import { createScanning } from './scanning/index.ts';
import { createSso } from './sso/index.ts';
import { SITE_DEFAULTS } from './site/index.ts';

export type MailFeature = ReturnType<typeof buildMail>;
export type FactorsFeature = ReturnType<typeof buildFactors>;
export type Accounts = ReturnType<typeof buildAccounts>;
export type ScanningFeature = ReturnType<typeof buildScanning>;
export type SignInRulesFeature = ReturnType<typeof buildSignInRules>;

/** Before the accounts, which send invitations. */
export function buildMail(ground: Ground) {
  const { siteSettings, secrets } = ground;
  return createMail({
    ...ground,
    sealing: createSealing(secrets.sealingKey),
    logo: siteSettings.readLogo,
    async face(tx) {
      const site = (await siteSettings.read(tx)) ?? SITE_DEFAULTS;
      const { name, accent_hue: accentHue, language, support_contact: support, logo } = site;
      return { name, accentHue, language, support, hasLogo: logo !== null };
    },
  });
}

/** Before the factors and the accounts, which are governed by them. */
export const buildSignInRules = (ground: Ground) =>
  createSignInRules({ ...ground, deviceKey: ground.secrets.accessKey });

/** Before the accounts, whose flow of signing in asks whether a second factor is due. */
export function buildFactors(ground: Ground, { rules }: SignInRulesFeature) {
  const { siteSettings, secrets } = ground;
  const site = async () => (await siteSettings.read()) ?? SITE_DEFAULTS;
  return createFactors({
    ...ground,
    key: secrets.accessKey,
    sealing: createSealing(secrets.sealingKey),
    siteName: async () => (await site()).name,
    publicAddress: async () => (await site()).public_address,
    rules: async () => (await rules()).second_factor,
  });
}

/** Before everything that takes files in. */
export const buildScanning = (ground: Ground) => createScanning(ground);

type BeforeAccounts = Pick<MailFeature, 'mail'> &
  Pick<ScanningFeature, 'door'> &
  Pick<SignInRulesFeature, 'rules' | 'tries'> &
  Pick<FactorsFeature, 'gate' | 'tellOfChanges'>;

export function buildAccounts(ground: Ground, before: BeforeAccounts) {
  const { mail, rules, tries, gate, door } = before;
  const { siteSettings, configuration, secrets } = ground;
  const { port, host } = configuration;
  const accounts = createAccounts({
    ...ground,
    mail,
    gate,
    rules,
    tries,
    door,
    accessKey: secrets.accessKey,
    siteName: async () => (await siteSettings.read())?.name ?? '',
    sealing: createSealing(secrets.sealingKey),
    addresses: () => reachableAddresses(networkInterfaces(), port, host),
    async site() {
      const { public_address, language, support_contact } = (await siteSettings.read()) ?? SITE_DEFAULTS;
      return { publicAddress: public_address, language, support: support_contact };
    },
  });
  before.tellOfChanges(accounts.onFactorsChange);
  return accounts;
}

/** After learning, for invitations enrol into courses. */
export function buildRegistration(
  ground: Ground,
  { accounts, mail, consents }: { accounts: Accounts; mail: MailFeature; consents: Consents },
  { enrolInvited }: { enrolInvited: EnrolInvited },
) {
  const site = async () => (await ground.siteSettings.read()) ?? SITE_DEFAULTS;
  const { registrar, answerSignedIn, answerStep } = accounts;
  return createRegistration({
    ...ground,
    mail: mail.mail,
    consents,
    registrar,
    answerSignedIn,
    answerStep,
    enrol: enrolInvited,
    ownBase: from => registrar.linkBase(from, true),
    language: async () => (await site()).language,
    async site() {
      const settings = await ground.siteSettings.read();
      return { mode: settings?.registration ?? 'closed', verify: settings?.verify_email ?? true };
    },
  });
}

/** After the accounts, into which it lets people. */
export function buildSso(ground: Ground, { admission, answerStep, service, confirmWays }: Accounts) {
  const { siteSettings, configuration, secrets } = ground;
  const { port, host } = configuration;
  return createSso({
    ...ground,
    sealing: createSealing(secrets.sealingKey),
    admission,
    answerStep,
    me: service.me,
    confirmWays,
    async origins() {
      const { public_address } = (await siteSettings.read()) ?? SITE_DEFAULTS;
      const near = reachableAddresses(networkInterfaces(), port, host).map(({ url }) => url);
      return public_address === '' ? near : [public_address, ...near];
    },
  });
}
