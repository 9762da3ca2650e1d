import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { temporaryFolder } from './folders.ts';
import { input } from './inputs.ts';

it('finds what is there', () => {
  using folder = temporaryFolder('inputs');
  writeFileSync(join(folder.path, 'clip.mp4'), 'x');
  expect(input('clip.mp4', folder.path)).toBe(join(folder.path, 'clip.mp4'));
});

it('says aloud, once, that inputs are missing', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  using folder = temporaryFolder('inputs');
  expect(input('clip.mp4', folder.path)).toBeUndefined();
  expect(input('other.mp4', folder.path)).toBeUndefined();
  expect(warn.mock.calls.map(([text]) => String(text))).toEqual([expect.stringContaining('LYCEUM_TEST_INPUTS')]);
});
