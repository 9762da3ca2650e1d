import { expect, test } from 'vitest';
import { isLockShortcut } from './shortcut.ts';

const plain = { key: 'L', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true };

test('Ctrl or Cmd with Shift and L, nothing else', () => {
  expect(isLockShortcut({ ...plain, ctrlKey: true })).toBe(true);
  expect(isLockShortcut({ ...plain, metaKey: true, key: 'l' })).toBe(true);
  expect(isLockShortcut(plain)).toBe(false);
  expect(isLockShortcut({ ...plain, ctrlKey: true, shiftKey: false })).toBe(false);
  expect(isLockShortcut({ ...plain, ctrlKey: true, altKey: true })).toBe(false);
  expect(isLockShortcut({ ...plain, ctrlKey: true, key: 'k' })).toBe(false);
});
