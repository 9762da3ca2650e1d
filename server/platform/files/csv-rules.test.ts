import { expect, it } from 'vitest';
import { csvOf } from './csv-rules.ts';

it('quotes what needs it and leaves out what is not there', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['x, "y"', null],
        ['line\nbreak', 1.5],
      ],
    ),
  ).toBe('a,b\r\n"x, ""y""",\r\n"line\nbreak",1.5\r\n');
});
it.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2', "'-2"],
  ['+3', "'+3"],
  ['\t=1', '"\'\t\'=1"'],
  ['\r=1', '"\'\r\'=1"'],
  ['\n=1', '"\'\n\'=1"'],
  ['line\n=1', '"line\n\'=1"'],
  ['x;=1', '"x;\'=1"'],
  ['x\t@y', '"x\t\'@y"'],
  ['\uff1d1+1', "'\uff1d1+1"],
  ['\uff0dcmd', "'\uff0dcmd"],
  ['=cmd|"/c calc"!A1', `"'=cmd|""/c calc""!A1"`],
  ['a=b', 'a=b'],
  ['5-3', '5-3'],
  ['sam@example.org', 'sam@example.org'],
])('runs nothing in a spreadsheet: %j', (value, cell) => {
  expect(csvOf(['a'], [[value]])).toBe(`a\r\n${cell}\r\n`);
});
