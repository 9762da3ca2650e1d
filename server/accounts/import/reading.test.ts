import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { input } from '../../../tests/harness/inputs.ts';
import { readFile } from './reading.ts';

const folder = input('hr-csv/csv-spectrum');
const names = folder ? readdirSync(folder).filter(name => name.endsWith('.csv')) : [];

describe.skipIf(!folder)('a CSV file of the spectrum is read as its JSON says', () => {
  it.each(names)('%s', name => {
    const [head, ...rows] = readFile(readFileSync(join(folder as string, name))).rows.map(({ cells }) => cells);
    const expected = JSON.parse(readFileSync(join(folder as string, name.replace('.csv', '.json')), 'utf8'));
    const read = rows.map(cells => Object.fromEntries(head?.map((field, i) => [field, cells[i]]) ?? []));
    expect(read).toEqual(expected);
  });
});

it('a workbook or a picture is no table', () => {
  for (const bytes of [Buffer.from('PK\u0003\u0004'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])])
    expect(() => readFile(bytes)).toThrow(expect.objectContaining({ trouble: 'NOT_CSV' }));
});
