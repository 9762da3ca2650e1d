import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './folders.ts';
import { findInPath } from './programs.ts';

it('finds a program in the first folder of PATH that has it', () => {
  using empty = temporaryFolder('path');
  using full = temporaryFolder('path');
  const program = join(full.path, process.platform === 'win32' ? 'thing.exe' : 'thing');
  writeFileSync(program, '');
  chmodSync(program, 0o755);
  expect(findInPath('thing', [empty.path, '', full.path].join(delimiter))).toBe(program);
  expect(findInPath('nothing', full.path)).toBeUndefined();
});
