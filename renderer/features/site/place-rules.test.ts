import { expect, test } from 'vitest';
import { bestPlace } from './place-rules.ts';

const disk = { kind: 'usb' as const, same_disk: false, free_bytes: 1e12, belongs_to: null };

test('a disk before a share, the roomier one, never another academy’s or the same disk', () => {
  const share = { ...disk, kind: 'network' as const, free_bytes: 9e12 };
  const small = { ...disk, free_bytes: 1e9 };
  expect(bestPlace([share, small, disk])).toBe(disk);
  expect(bestPlace([{ ...disk, belongs_to: 'Harbour School' }, share])).toBe(share);
  expect(bestPlace([{ ...disk, same_disk: true }])).toBeUndefined();
  expect(bestPlace([])).toBeUndefined();
});
