import { describe, expect, it } from 'vitest';
import {
  type Arrival,
  asksAnew,
  claimsOf,
  decide,
  hasProvedSince,
  proofMoment,
  isFactorShown,
  rolesAfter,
  rolesOf,
} from './arrival-rules.ts';

type Change = Partial<Omit<Arrival, 'claims'>> & { claims?: Partial<Arrival['claims']> };

const arrival = (change: Change = {}): Arrival => ({
  joinedTo: null,
  sameAddress: null,
  provider: { createsAccounts: true, domains: [] },
  ...change,
  claims: {
    subject: 'abc',
    email: 'sam@example.org',
    emailVerified: true,
    firstName: 'Sam',
    lastName: 'Reed',
    groups: [],
    proofs: [],
    provedAt: null,
    ...change.claims,
  },
});

describe('whom a provider vouches for', () => {
  it('is signed in when the account there is joined to one here, whatever the address says', () => {
    const moved = arrival({ joinedTo: 7, sameAddress: 9, claims: { email: null, emailVerified: false } });
    expect(decide(moved)).toEqual({ kind: 'sign-in', userId: 7 });
  });

  it('has to prove it where the address is somebody’s, verified or not', () => {
    for (const emailVerified of [true, false])
      expect(decide(arrival({ sameAddress: 9, claims: { emailVerified } }))).toEqual({ kind: 'prove' });
  });

  it('gets an account only for a verified address, and where that is wished', () => {
    expect(decide(arrival())).toEqual({ kind: 'create', email: 'sam@example.org' });
    expect(decide(arrival({ claims: { emailVerified: false } }))).toEqual({ kind: 'refuse', why: 'not-verified' });
    expect(decide(arrival({ claims: { email: null } }))).toEqual({ kind: 'refuse', why: 'no-address' });
    expect(decide(arrival({ provider: { createsAccounts: false, domains: [] } }))).toEqual({
      kind: 'refuse',
      why: 'no-account',
    });
  });

  it('must be of the domains, by a verified address, even when joined', () => {
    const provider = { createsAccounts: true, domains: ['example.org'] };
    expect(decide(arrival({ provider })).kind).toBe('create');
    expect(decide(arrival({ provider, claims: { email: 'Sam@EXAMPLE.org' } })).kind).toBe('create');
    for (const claims of [{ email: 'sam@notexample.org' }, { emailVerified: false }, { email: null }])
      expect(decide(arrival({ provider, joinedTo: 7, claims }))).toEqual({ kind: 'refuse', why: 'domain' });
  });
});

describe('what a provider says', () => {
  it.each([
    'a\r\nBcc: x@evil.example',
    'a@b.example\nx',
    '<a@b.example>',
    'a@b.example, c@d.example',
    'a',
    '@',
    7,
    null,
  ])('is no address: %j', email => expect(claimsOf({ sub: 'a', email, name: 'A B' }, '').email).toBeNull());
  it('is one line without anything that turns it around, and no longer than a name', () => {
    const claims = claimsOf({ sub: 'a', given_name: 'Sam\r\nX: y', family_name: `\u202e${'e'.repeat(200)}` }, '');
    expect([claims.firstName, claims.lastName]).toEqual(['Sam X: y', 'e'.repeat(80)]);
  });
  it('names somebody to the letter', () => {
    expect(claimsOf({ sub: ' a ' }, '').subject).toBe(' a ');
    expect(claimsOf({ sub: 7 }, '').subject).toBe('');
  });
});

describe('roles by groups', () => {
  const table = [
    { group: 'teachers', role: 'instructor' },
    { group: 'staff', role: 'instructor' },
    { group: 'mentors', role: 'mentor' },
  ] as const;

  it('come from the table, once each', () => {
    expect(rolesOf(['staff', 'teachers', 'mentors', 'cooks'], table)).toEqual(['instructor', 'mentor']);
  });

  it('are added, or replace what the table knows and nothing else', () => {
    const add = { mode: 'add', table } as const;
    const replace = { mode: 'replace', table } as const;
    expect(rolesAfter(['student', 'mentor'], ['instructor'], add)).toEqual(['student', 'mentor', 'instructor']);
    expect(rolesAfter(['administrator', 'mentor'], ['instructor'], replace)).toEqual(['administrator', 'instructor']);
    expect(rolesAfter(['mentor'], [], replace)).toEqual(['student']);
  });
});

describe('claims', () => {
  it('are read from the usual places', () => {
    const raw = { sub: '1', email: ' sam@example.org ', email_verified: 'true', name: 'Sam de la Reed', groups: 'a' };
    expect(claimsOf(raw, 'groups')).toEqual({
      subject: '1',
      email: 'sam@example.org',
      emailVerified: true,
      firstName: 'Sam',
      lastName: 'de la Reed',
      groups: ['a'],
      proofs: [],
      provedAt: null,
    });
    expect(claimsOf({ sub: '1', amr: ['pwd', 'mfa'], acr: 'gold', auth_time: 17 }, '')).toMatchObject({
      proofs: ['pwd', 'mfa', 'gold'],
      provedAt: 17,
    });
    expect(claimsOf({ sub: '1', realm_access: { roles: ['a', 7, 'b'] } }, 'realm_access.roles').groups).toEqual([
      'a',
      'b',
    ]);
  });

  it('that are missing or odd leave what is empty', () => {
    expect(claimsOf({ sub: 7, email: {}, email_verified: 1 }, '__proto__.polluted')).toEqual({
      subject: '',
      email: null,
      emailVerified: false,
      firstName: 'Unnamed',
      lastName: '–',
      groups: [],
      proofs: [],
      provedAt: null,
    });
    expect(claimsOf({ sub: '1', auth_time: '17', amr: 7 }, '')).toMatchObject({ proofs: [], provedAt: null });
  });
});

describe('how somebody proved it at the provider', () => {
  it('counts as anew from two minutes before they set out, and never when it is not told', () => {
    const since = 1_000_000;
    const at = (provedAt: number | null) => hasProvedSince({ provedAt }, since);
    expect([at(1000), at(880), at(879), at(null)]).toEqual([true, true, false, false]);
  });

  it('is a second factor only by a word that is trusted', () => {
    const proofs = ['pwd', 'mfa'];
    expect([[], ['otp'], ['otp', 'mfa']].map(trusted => isFactorShown({ proofs }, trusted))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is not asked of those who never ask anew', () => {
    expect(asksAnew({ preset: 'google' })).toBe(false);
    expect(asksAnew({ preset: 'keycloak' })).toBe(true);
  });
});

it('a session is as fresh as the proof at the provider, never fresher than now, and not at all where nobody says', () => {
  expect(proofMoment({ provedAt: 1000 }, 5_000_000)).toBe(1_000_000);
  expect(proofMoment({ provedAt: 9000 }, 5_000_000)).toBe(5_000_000);
  expect(proofMoment({ provedAt: null }, 5_000_000)).toBeNull();
});
