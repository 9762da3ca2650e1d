import { describe, expect, it } from 'vitest';
import { createDeviceMarks } from './device-marks.ts';

const marks = createDeviceMarks(Buffer.alloc(32, 1));

describe('a device', () => {
  it('knows whoever signed in on it, and nobody else', () => {
    const value = marks.marked(undefined, 7);
    expect(marks.deviceOf(value, 7)).toMatch(/^[\w-]{20,}$/);
    expect(marks.deviceOf(value, 8)).toBeNull();
    expect(marks.deviceOf(undefined, 7)).toBeNull();
  });
  it('that several people share knows the last eight of them, each once', () => {
    let value: string | undefined;
    for (const person of [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9]) value = marks.marked(value, person);
    const known = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter(person => marks.deviceOf(value, person) !== null);
    expect(known).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });
  it('keeps its name when another person signs in on it', () => {
    const first = marks.marked(undefined, 1);
    expect(marks.deviceOf(marks.marked(first, 2), 1)).toBe(marks.deviceOf(first, 1));
  });
  it('cannot be made up, copied from another academy, or broken', () => {
    const value = marks.marked(undefined, 7);
    const other = createDeviceMarks(Buffer.alloc(32, 2));
    expect(other.deviceOf(value, 7)).toBeNull();
    for (const odd of [
      '',
      '~',
      'x~y',
      `${value}~`,
      value.replace(/^./, c => (c === 'A' ? 'B' : 'A')),
      'x'.repeat(9000),
    ])
      expect(marks.deviceOf(odd, 7), odd).toBeNull();
  });
});
