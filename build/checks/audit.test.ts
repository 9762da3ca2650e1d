import { expect, it } from 'vitest';
import { judge } from './audit.mjs';

const report = (...found: { name: string; severity: string; via: unknown[] }[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(found.map(hole => [hole.name, hole])),
    metadata: { vulnerabilities: { total: found.length } },
  });

it('fails for serious holes alone, and names them', () => {
  const low = { name: 'a', severity: 'moderate', via: [{ title: 'slow' }] };
  const high = { name: 'b', severity: 'high', via: [{ title: 'reads any file' }] };
  const through = { name: 'c', severity: 'critical', via: ['b'] };
  expect(judge(report(low))).toEqual({ state: 'passed', why: '', holes: [] });
  expect(judge(report(low, high, through))).toEqual({
    state: 'failed',
    why: '',
    holes: ['b (high): reads any file', 'c (critical): through b'],
  });
});

it.each([
  ['nothing at all', ''],
  ['a refusal of the registry', JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 })],
  ['no network', JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'request failed' } })],
])('is left out after %s', (_what, text) => expect(judge(text).state).toBe('left-out'));
