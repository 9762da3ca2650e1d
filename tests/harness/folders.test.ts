import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from './folders.ts';

it('gives an empty folder of its own and removes it with what is in it', () => {
  const kept: string[] = [];
  {
    using one = temporaryFolder('one');
    using other = temporaryFolder('one');
    expect(one.path).not.toBe(other.path);
    writeFileSync(join(one.path, 'file'), 'text');
    kept.push(one.path, other.path);
  }
  expect(kept.filter(path => existsSync(path))).toEqual([]);
});
