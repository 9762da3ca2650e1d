import { describe, expect, it } from 'vitest';
import { addressOfLink, linkBase, whyClosed } from './link-rules.ts';

const NOW = '2026-11-22T12:00:00.000Z';
const open = { expires_at: '2026-11-22T12:00:00.001Z', used_at: null, revoked_at: null };

describe('a link', () => {
  it('works until its time, once, unless taken back', () => {
    expect(whyClosed(open, NOW)).toBeNull();
    expect(whyClosed({ ...open, expires_at: NOW }, NOW)).toBe('LINK_EXPIRED');
    expect(whyClosed({ ...open, used_at: NOW }, NOW)).toBe('LINK_USED');
    expect(whyClosed({ ...open, revoked_at: NOW }, NOW)).toBe('LINK_REVOKED');
    expect(whyClosed(undefined, NOW)).toBe('LINK_UNKNOWN');
  });
  it('carries its token where browsers send it to nobody', () => {
    expect(new URL(addressOfLink('http://a.example', 'tok')).pathname).toBe('/welcome');
  });
});

describe('where a link leads', () => {
  const here = { url: 'http://127.0.0.1:8080', host: '127.0.0.1', kind: 'this-machine' };
  const lan = { url: 'http://192.168.1.5:8080', host: '192.168.1.5', kind: 'lan' };
  const place = { origin: 'http://192.168.1.5:8080', publicAddress: '', known: [lan, here], trusted: false };

  it('is where the academy was asked, when that is one of its addresses', () => {
    expect(linkBase(place)).toBe('http://192.168.1.5:8080');
  });
  it('is never the host that a visitor made up', () => {
    expect(linkBase({ ...place, origin: 'http://evil.example' })).toBe(lan.url);
    expect(linkBase({ ...place, origin: 'nonsense' })).toBe(lan.url);
    for (const origin of ['http://localhost.evil.example', 'http://127.evil.example', 'http://127.0.0.1.evil.example'])
      expect(linkBase({ ...place, origin, known: [here] })).toBe(here.url);
  });
  it('is the name that the administrator uses', () => {
    expect(linkBase({ ...place, origin: 'https://academy.example.org', trusted: true })).toBe(
      'https://academy.example.org',
    );
  });
  it('is an address of the network when the administrator sits at the machine itself', () => {
    expect(linkBase({ ...place, origin: 'http://127.0.0.1:8080', trusted: true })).toBe(lan.url);
    expect(linkBase({ ...place, origin: 'http://localhost:8080', trusted: true, known: [here] })).toBe(
      'http://localhost:8080',
    );
  });
  it('is what was set, whatever was asked', () => {
    expect(linkBase({ ...place, publicAddress: 'https://academy.example.org/' })).toBe('https://academy.example.org');
  });
});
