import { describe, expect, it } from 'vitest';
import { MailSettings, Outcome } from './contract.ts';
import {
  canSend,
  explanationOf,
  isAboutMessage,
  isFinal,
  outcomeOf,
  pauseBefore,
  waitForRate,
} from './delivery-rules.ts';

const HOUR = 3_600_000;

describe('what a failure means', () => {
  const table: [Parameters<typeof outcomeOf>[0], Outcome][] = [
    [{ code: 'EENVELOPE', responseCode: 550, command: 'RCPT TO', message: 'no such user' }, 'recipient-refused'],
    [{ code: 'EENVELOPE', responseCode: 554, command: 'RCPT TO', message: 'Relay access denied' }, 'login-needed'],
    [{ code: 'EENVELOPE', responseCode: 451, command: 'RCPT TO', message: 'greylisted' }, 'deferred'],
    [{ code: 'EENVELOPE', responseCode: 553, command: 'MAIL FROM', message: 'not yours' }, 'sender-refused'],
    [{ code: 'EMESSAGE', responseCode: 554, command: 'DATA', message: 'spam' }, 'content-refused'],
    [{ code: 'EMESSAGE', responseCode: 452, command: 'DATA', message: 'full' }, 'deferred'],
    [{ code: 'EAUTH', responseCode: 535, command: 'AUTH PLAIN', message: 'bad' }, 'login-refused'],
    [
      { code: 'EENVELOPE', responseCode: 530, command: 'MAIL FROM', message: 'Authentication required' },
      'login-needed',
    ],
    [{ code: 'ESOCKET', cause: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self-signed certificate' }, 'certificate'],
    [{ code: 'ESOCKET', message: 'connect ECONNREFUSED 127.0.0.1:25' }, 'port-closed'],
    [{ code: 'EDNS', message: 'getaddrinfo ENOTFOUND mail.nowhere' }, 'name-unknown'],
    [{ code: 'ETIMEDOUT', message: 'Connection timeout' }, 'timeout'],
    [{ code: 'ECONNECTION', message: 'Connection closed unexpectedly' }, 'dropped'],
    [{ code: 'ETLS', responseCode: 502, command: 'STARTTLS', message: 'not recognised' }, 'no-tls'],
    [{ code: 'EPROTOCOL', responseCode: 554, command: 'CONN', message: 'go away' }, 'other'],
    [{ code: 'ETLS', message: 'Server does not support STARTTLS' }, 'no-tls'],
    [{ code: 'ESOCKET', cause: 'EPROTO', message: 'wrong version number' }, 'tls-failed'],
    [{ message: 'out of the blue' }, 'other'],
  ];
  for (const [failure, outcome] of table)
    it(`${failure.command ?? failure.code ?? ''} ${failure.responseCode ?? ''} ${failure.message}: ${outcome}`, () =>
      expect(outcomeOf(failure)).toBe(outcome));

  it('is told in words, for every outcome', () => {
    for (const outcome of Outcome.options) expect(explanationOf(outcome)).toMatch(/^[A-Z].{30,}\.$/);
  });
  it('is final only where trying again cannot help', () => {
    expect(Outcome.options.filter(isFinal)).toEqual(['recipient-refused', 'content-refused', 'unreadable']);
    expect(isAboutMessage('deferred')).toBe(true);
    expect(isAboutMessage('login-refused')).toBe(false);
  });
});

describe('trying again', () => {
  it('waits longer each time, up to four hours', () => {
    expect([1, 2, 3, 7, 20].map(tries => (pauseBefore(tries, 0) ?? 0) / 60_000)).toEqual([1, 5, 15, 240, 240]);
  });
  it('ends after three days', () => {
    expect(pauseBefore(9, 71 * HOUR)).toBeNull();
    expect(pauseBefore(1, 71 * HOUR)).toBe(60_000);
  });
});

describe('the pace', () => {
  it('lets a minute’s worth go at once and then waits for the first to be a minute old', () => {
    expect(waitForRate([], 2, 1000)).toBe(0);
    expect(waitForRate([0], 2, 1000)).toBe(0);
    expect(waitForRate([0, 500], 2, 1000)).toBe(59_000);
    expect(waitForRate([0, 500], 2, 60_001)).toBe(0);
  });
});

it('can send only when it is switched on and complete', () => {
  const complete = MailSettings.parse({ enabled: true, host: 'mail.example.org', from_address: 'a@example.org' });
  expect(canSend(complete)).toBe(true);
  for (const gap of [{ enabled: false }, { host: '' }, { from_address: '' }])
    expect(canSend({ ...complete, ...gap })).toBe(false);
});
