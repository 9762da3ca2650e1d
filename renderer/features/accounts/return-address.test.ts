import { describe, expect, it } from 'vitest';
import { returnAddress, withReturn } from './return-address.ts';

describe('where signing in leads', () => {
  it('leads back to the page that asked', () => {
    expect(returnAddress('?to=%2Fcourses%2F5%3Fa%3D1')).toBe('/courses/5?a=1');
    expect(returnAddress(withReturn('/sign-in', '/courses/5').slice('/sign-in'.length))).toBe('/courses/5');
  });

  it.each(['', '?to=', '?to=https://evil.test/', '?to=//evil.test', '?to=/%5Cevil.test', '?to=javascript:alert(1)'])(
    'leads home from %s',
    search => {
      expect(returnAddress(search)).toBe('/');
    },
  );

  it('does not lead back to signing in', () => {
    expect(returnAddress('?to=/sign-in?to=/me')).toBe('/');
    expect(returnAddress('?to=/register')).toBe('/');
  });

  it('leaves the address short for the home page', () => {
    expect(withReturn('/register', '/')).toBe('/register');
  });
});
