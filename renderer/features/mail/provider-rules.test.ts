import { expect, it } from 'vitest';
import { portFor, providerOf, wayOf } from './provider-rules.ts';

it('a provider is known by the name of its server', () => {
  expect(providerOf('SMTP.gmail.com')).toBe('google');
  expect(providerOf(wayOf('microsoft').host)).toBe('microsoft');
  expect(providerOf('mail.example.org')).toBe('own');
});

it('the port follows the encryption, unless it is one of their own', () => {
  expect(portFor('tls', 587)).toBe(465);
  expect(portFor('none', 465)).toBe(25);
  expect(portFor('tls', 2525)).toBe(2525);
});
