/** What is known of providers, so that nobody has to look it up. */
import type { ShownMailSettings } from '../../../server/mail/contract.ts';

export const providers = ['own', 'google', 'microsoft'] as const;
export type Provider = (typeof providers)[number];

type Way = Pick<ShownMailSettings, 'host' | 'port' | 'security' | 'check_certificate'>;

const WAYS: Record<Exclude<Provider, 'own'>, Way> = {
  google: { host: 'smtp.gmail.com', port: 587, security: 'starttls', check_certificate: true },
  microsoft: { host: 'smtp.office365.com', port: 587, security: 'starttls', check_certificate: true },
};

/** Whose server it is, told by its name. */
export function providerOf(host: string): Provider {
  const known = (Object.keys(WAYS) as Exclude<Provider, 'own'>[]).find(name => WAYS[name].host === host.toLowerCase());
  return known ?? 'own';
}

/** What choosing a provider fills in; an own server begins empty. */
export function wayOf(provider: Provider): Way {
  return provider === 'own' ? { host: '', port: 587, security: 'starttls', check_certificate: true } : WAYS[provider];
}

/** The usual port of each kind of encryption. */
const PORTS: Record<Way['security'], number> = { starttls: 587, tls: 465, none: 25 };

/** The port after the encryption was changed: the usual one, unless somebody chose their own. */
export function portFor(security: Way['security'], port: number): number {
  return Object.values(PORTS).includes(port) ? PORTS[security] : port;
}
