import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { engraving, families, hashOf, inks } from './contract.ts';

const numbersOf = (path: string) => (path.match(/-?\d+\.\d/g) ?? []).map(Number);

describe('engraving', () => {
  it('hashes as FNV-1a does', () => {
    // Published vectors of 32-bit FNV-1a.
    expect(hashOf('')).toBe(0x811c9dc5);
    expect(hashOf('a')).toBe(0xe40c292c);
    expect(hashOf('foobar')).toBe(0xbf9cf968);
  });

  it('draws the same lines for the same id, and others for another', () => {
    expect(engraving('course-12', 320, 180)).toEqual(engraving('course-12', 320, 180));
    expect(engraving('course-12', 320, 180).paths[0]).not.toBe(engraving('course-13', 320, 180).paths[0]);
  });

  it('never redraws what certificates already carry', () => {
    const drawn = ['northgate', 'course-1', 'course-2', 'course-3', 'course-4', 'course-5', 'course-6', 'course-7']
      .map(id => engraving(id, 320, 180))
      .map(({ paths, ground, line }) => paths.join('') + ground + line);
    expect(createHash('sha256').update(drawn.join('')).digest('hex')).toBe(
      'dc600c8528265377870eeb1736fad1e5c0a12486fd37fdb2dfad51a976cee860',
    );
  });

  it('spreads a series of ids over all families and inks', () => {
    const drawn = Array.from({ length: 200 }, (_, number) =>
      engraving(`course-${number + 1}`, 32, 18, { small: true }),
    );
    for (const family of families) expect(drawn.filter(one => one.family === family).length).toBeGreaterThan(20);
    for (const ink of inks) expect(drawn.filter(one => one.ink === ink.ground).length).toBeGreaterThan(10);
  });

  it('keeps pale copper, brick and mulberry off paper', () => {
    const drawn = Array.from({ length: 400 }, (_, number) => engraving(`id-${number}`, 32, 18, { small: true }));
    const onPaper = new Set(drawn.filter(({ paper }) => paper).map(({ ink }) => ink));
    expect([...onPaper].filter(ink => ['#61361c', '#63322c', '#62313d'].includes(ink))).toEqual([]);
    expect(onPaper.size).toBe(5);
  });

  it('leaves room with fit, so that no wave is cut', () => {
    for (const family of ['ribbon', 'braid'] as const) {
      const heights = engraving('course-1', 1120, 180, { family, fit: 0.7 })
        .paths.flatMap(numbersOf)
        .filter((_, index) => index % 2 === 1);
      expect(Math.max(...heights)).toBeLessThan(180);
      expect(Math.min(...heights)).toBeGreaterThan(-27); // half of the 54 px left free above
    }
  });

  it('uses few lines where the drawing is small', () => {
    for (const family of families)
      expect(engraving('x', 96, 64, { family, small: true }).paths.length).toBeLessThanOrEqual(16);
  });
});
