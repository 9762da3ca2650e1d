import { describe, expect, it } from 'vitest';
import { type RuledRole, SignInSettings } from './contract.ts';
import { changed, PRESETS, presetOf } from './rules.ts';

const standard = SignInSettings.parse({});

describe('presets', () => {
  it('are recognised by their values, whatever addresses a site allows and however roles are ordered', () => {
    expect(presetOf(standard)).toBe('standard');
    const listed = changed(standard, { attempts: { allow: ['10.0.0.0/8'] } });
    expect(presetOf(listed)).toBe('standard');
    const roles: RuledRole[] = ['instructor', 'administrator'];
    const stig = changed(standard, { ...PRESETS.stig, banner: { text: 'Notice' } });
    expect(presetOf(changed(stig, { second_factor: { required_roles: roles } }))).toBe('stig');
  });
  it('are own as soon as one value differs, and STIG only with a notice', () => {
    expect(presetOf(changed(standard, { password: { min_length: 11 } }))).toBe('own');
    expect(presetOf(changed(standard, PRESETS.stig))).toBe('own');
  });
});

describe('a change', () => {
  it('leaves what it does not name', () => {
    const once = changed(standard, { password: { min_length: 14 }, rates: { signed_in_per_hour: 0 } });
    const twice = changed(once, { password: { require_mixed: true } });
    expect(twice.password).toEqual({ ...standard.password, min_length: 14, require_mixed: true });
    expect(twice.rates.signed_in_per_hour).toBe(0);
    expect(twice.sessions).toEqual(standard.sessions);
  });
  it('of the notice counts its version up, and only that', () => {
    const first = changed(standard, { banner: { text: 'One ' } });
    expect(first.banner).toEqual({ text: 'One', version: 1 });
    expect(changed(first, { banner: { text: 'One' }, password: { min_length: 20 } }).banner.version).toBe(1);
    expect(changed(first, { banner: { text: '' } }).banner).toEqual({ text: '', version: 2 });
  });
});
