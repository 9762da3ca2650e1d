import { describe, expect, it } from 'vitest';
import { bodyOf, draftOf, keyFrom, withPreset } from './provider-draft.ts';

describe('the form of a provider', () => {
  it('takes up a preset, and leaves what was written by hand', () => {
    const google = withPreset(draftOf(null), 'google');
    expect(google).toMatchObject({ label: 'Google', key: 'google', issuer: 'https://accounts.google.com' });
    expect(withPreset(google, 'gitlab')).toMatchObject({
      label: 'GitLab',
      key: 'gitlab',
      issuer: 'https://gitlab.com',
    });
    const own = { ...google, label: 'Base Camp', key: 'camp', issuer: 'https://id.example.org' };
    expect(withPreset(own, 'gitlab')).toMatchObject({
      label: 'Base Camp',
      key: 'camp',
      issuer: 'https://id.example.org',
    });
  });

  it('makes a short name of a label', () => {
    expect(['Base Camp ID', 'Señal', '365 Grad', '—'].map(keyFrom)).toEqual(['base-camp-id', 'senal', 'grad', '']);
  });

  it('sends a secret only when it was written, domains as a list, and no empty group', () => {
    const draft = {
      ...draftOf(null),
      domains: ' a.org,b.org\n',
      trusted_proofs: 'mfa urn:gold',
      group_roles: [{ group: ' ', role: 'mentor' as const }],
    };
    expect(bodyOf(draft)).toMatchObject({
      domains: ['a.org', 'b.org'],
      trusted_proofs: ['mfa', 'urn:gold'],
      group_roles: [],
    });
    expect(bodyOf(draft)).not.toHaveProperty('client_secret');
    expect(bodyOf({ ...draft, client_secret: 'x' })).toHaveProperty('client_secret', 'x');
  });
});
