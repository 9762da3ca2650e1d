/** What the form of a provider begins with, and what it sends. Pure. */
import type { NewProvider, Provider } from './api.ts';

export type Draft = Required<Omit<NewProvider, 'domains' | 'trusted_proofs'>> & {
  /** As typed. */
  domains: string;
  trusted_proofs: string;
};

/** Fills in what is known of a provider; the parts in braces are for the administrator. */
export const PRESETS: Readonly<Record<Provider['preset'], { label: string; issuer: string }>> = {
  openid: { label: '', issuer: '' },
  google: { label: 'Google', issuer: 'https://accounts.google.com' },
  microsoft: { label: 'Microsoft', issuer: 'https://login.microsoftonline.com/{tenant}/v2.0' },
  gitlab: { label: 'GitLab', issuer: 'https://gitlab.com' },
  linkedin: { label: 'LinkedIn', issuer: 'https://www.linkedin.com/oauth' },
  keycloak: { label: 'Keycloak', issuer: 'https://{host}/realms/{realm}' },
};

export function draftOf(provider: Provider | null): Draft {
  if (!provider)
    return {
      preset: 'openid',
      key: '',
      label: '',
      issuer: '',
      client_id: '',
      client_secret: '',
      extra_scopes: '',
      enabled: true,
      creates_accounts: false,
      domains: '',
      group_claim: '',
      group_roles: [],
      group_mode: 'add',
      trusted_proofs: '',
    };
  const { id: _id, secret_set: _set, people: _people, created_at: _at, ...fields } = provider;
  const { domains, trusted_proofs } = fields;
  return { ...fields, client_secret: '', domains: domains.join(' '), trusted_proofs: trusted_proofs.join(' ') };
}

/** Taking up a preset leaves what was written by hand. */
export function withPreset(draft: Draft, preset: Draft['preset']): Draft {
  const [before, after] = [PRESETS[draft.preset], PRESETS[preset]];
  const isOwn = (field: 'label' | 'issuer') => draft[field] !== '' && draft[field] !== before[field];
  const label = isOwn('label') ? draft.label : after.label;
  return {
    ...draft,
    preset,
    label,
    key: draft.key === '' || draft.key === keyFrom(before.label) ? keyFrom(label) : draft.key,
    issuer: isOwn('issuer') ? draft.issuer : after.issuer,
  };
}

/** Small letters, digits and hyphens: `Base Camp ID` becomes `base-camp-id`. */
export function keyFrom(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
}

/** A secret that is not written again is left out; rows without a group are none. */
export function bodyOf({ client_secret, domains, trusted_proofs, group_roles, ...fields }: Draft): NewProvider {
  return {
    ...fields,
    ...(client_secret !== '' && { client_secret }),
    domains: wordsOf(domains),
    trusted_proofs: wordsOf(trusted_proofs),
    group_roles: group_roles.filter(({ group }) => group.trim() !== ''),
  };
}

const wordsOf = (typed: string) => typed.split(/[\s,;]+/).filter(word => word !== '');
