import { describe, expect, it } from 'vitest';
import { farewell, isTaken, nextName, recordsOf, replyTo } from './records-rules.ts';

const told = {
  name: 'lyceum',
  title: 'St. Mary’s',
  address: '192.168.1.40',
  addresses6: [],
  port: 8080,
  httpsPort: 8443,
};
const records = recordsOf(told);

describe('a question', () => {
  it('for the name is answered with the address of that network, whatever the case', () => {
    expect(replyTo([{ name: 'LYCEUM.local', type: 'A' }], [], records)?.answers).toEqual([
      { type: 'A', name: 'lyceum.local', ttl: 120, flush: true, data: '192.168.1.40' },
    ]);
  });

  it('for an IPv6 address that there is not is answered at once, so that nobody waits', () => {
    const reply = replyTo([{ name: 'lyceum.local', type: 'AAAA' }], [], records);
    expect(reply?.answers).toMatchObject([{ type: 'NSEC', data: { rrtypes: ['A'] } }]);
  });

  it('for web services names ours, and brings along where it is', () => {
    const reply = replyTo([{ name: '_http._tcp.local', type: 'PTR' }], [], records);
    expect(reply?.answers).toMatchObject([{ data: 'St Mary’s._http._tcp.local' }]);
    expect(reply?.additionals.map(({ type }) => type)).toEqual(['SRV', 'TXT', 'A']);
    expect(reply?.additionals).toContainEqual(
      expect.objectContaining({ type: 'SRV', data: expect.objectContaining({ port: 8080 }) }),
    );
  });

  it('whose answer is known, or that is for somebody else, gets none', () => {
    const known = replyTo([{ name: 'lyceum.local', type: 'A' }], [], records)?.answers ?? [];
    expect(replyTo([{ name: 'lyceum.local', type: 'A' }], known, records)).toBeNull();
    expect(replyTo([{ name: 'printer.local', type: 'ANY' }], [], records)).toBeNull();
  });
});

it('https is told only while there is HTTPS', () => {
  const plain = recordsOf({ ...told, httpsPort: null });
  expect(plain.some(({ name }) => name.includes('_https'))).toBe(false);
  expect(records.some(({ name }) => name.includes('_https'))).toBe(true);
});

it('a title is one label of 63 bytes at the most', () => {
  const [name] = recordsOf({ ...told, title: 'é'.repeat(60) }).flatMap(r => (r.type === 'SRV' ? [r.name] : []));
  expect(Buffer.byteLength(name?.split('._http')[0] ?? '')).toBeLessThanOrEqual(63);
  expect(
    replyTo([{ name: '_http._tcp.local', type: 'PTR' }], [], recordsOf({ ...told, title: '...' }))?.answers,
  ).toMatchObject([{ data: 'Lyceum._http._tcp.local' }]);
});

it('a farewell is the same records with no time left', () => {
  expect(farewell(records).every(record => 'ttl' in record && record.ttl === 0)).toBe(true);
  expect(farewell(records)).toHaveLength(records.length);
});

it('a name is taken by another address, not by our own, nor by who says farewell', () => {
  const answer = (data: string, ttl = 120) => [{ type: 'A' as const, name: 'Lyceum.local', ttl, data }];
  expect(isTaken('lyceum', answer('192.168.1.9'), ['192.168.1.40'])).toBe(true);
  expect(isTaken('lyceum', answer('192.168.1.40'), ['192.168.1.40'])).toBe(false);
  expect(isTaken('lyceum', answer('192.168.1.9', 0), ['192.168.1.40'])).toBe(false);
  expect(isTaken('school', answer('192.168.1.9'), ['192.168.1.40'])).toBe(false);
});

it('the next name counts on', () => {
  expect(nextName('lyceum', 'lyceum')).toBe('lyceum-2');
  expect(nextName('lyceum', 'lyceum-2')).toBe('lyceum-3');
  expect(nextName('lab-2', 'lab-2')).toBe('lab-2-2');
});
