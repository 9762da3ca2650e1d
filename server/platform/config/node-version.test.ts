import { expect, test } from 'vitest';
import { nodeTrouble } from './node-version.ts';

test('old versions are refused with what to do, newer ones are not', () => {
  expect(nodeTrouble('20.19.2')).toContain('needs Node 22.12.0 or newer; this is Node 20.19.2');
  expect(nodeTrouble('22.11.0')).not.toBeNull();
  expect([nodeTrouble('22.12.0'), nodeTrouble('24.21.0'), nodeTrouble('25.0.0')]).toEqual([null, null, null]);
});
