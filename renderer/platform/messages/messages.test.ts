import { describe, expect, it } from 'vitest';
import { readPreferences } from '../preferences.ts';
import { createFormat, durationParts } from './format.ts';
import { languageOf, localeOf, translate } from './index.ts';
import { type Catalogue, type Message, partsOf } from './template.ts';

const en = {
  'x.people': { one: '{count} person', other: '{count} people' },
  'x.saved': 'Saved {time}',
  'x.none': { zero: 'Nobody', other: '{count} here' },
} as const;

describe('messages', () => {
  const t = translate(en, {}, 'en-GB', 'en');
  it('fills names and writes numbers as the reader does', () => {
    expect(t('x.saved', { time: '14:03' })).toBe('Saved 14:03');
    expect(t('x.people', { count: 1284 })).toBe('1,284 people');
    expect(
      translate(
        en,
        { 'x.people': { one: '{count} persona', other: '{count} personas' } },
        'es',
        'es',
      )('x.people', { count: 12840 }),
    ).toBe('12.840 personas');
  });
  it('chooses the plural', () => {
    expect(t('x.people', { count: 1 })).toBe('1 person');
    expect(t('x.none', { count: 0 })).toBe('Nobody');
  });
  it('falls back to English, with English rules, where a language lacks a message', () => {
    expect(translate(en, {}, 'es', 'es')('x.people', { count: 1 })).toBe('1 person');
  });
  it('finds the reader’s language and locale', () => {
    expect(languageOf('system', ['ca', 'es-MX', 'en'])).toBe('es');
    expect(languageOf('en', ['es-MX'])).toBe('en');
    expect(localeOf('es', ['ca', 'es-MX'])).toBe('es-MX');
    expect(localeOf('en', ['fr'])).toBe('en-GB');
  });
});

describe('formats', () => {
  const format = createFormat('en-GB', 'Europe/Madrid');
  const moment = '2026-11-20T19:04:32.000Z';
  it('writes dates and times in the reader’s zone', () => {
    expect(format.time(moment)).toBe('20:04');
    expect(format.timeWithSeconds(moment)).toBe('20:04:32');
    expect(format.date(moment)).toBe('20 November 2026');
    expect(format.day(moment, '2026-01-01T12:00:00.000Z')).toBe('20 Nov');
    expect(format.day(moment, '2027-01-10T12:00:00.000Z')).toBe('20 Nov 2026');
    expect(createFormat('en-US', 'UTC').time('2026-11-20T07:04:00.000Z')).toMatch(/^7:04\sAM$/);
  });
  it('writes durations in at most two units and carries over', () => {
    expect(format.duration(160)).toBe('2 min 40 s');
    expect(format.duration(15_000)).toBe('4 h 10 min');
    expect(format.duration(0)).toBe('0 s');
    expect(durationParts(7199)).toEqual([[2, 'h']]);
    expect(durationParts(3599)).toEqual([
      [59, 'min'],
      [59, 's'],
    ]);
    expect(durationParts(86_399)).toEqual([[1, 'd']]);
  });
  it('writes clocks, bytes, shares and money', () => {
    expect([format.clock(1122), format.clock(42), format.clock(3727)]).toEqual(['18:42', '0:42', '1:02:07']);
    expect([format.bytes(999), format.bytes(1_310_000_000), format.bytes(312_000_000)]).toEqual([
      '999 B',
      '1.31 GB',
      '312 MB',
    ]);
    expect(format.percent(0.41)).toBe('41\u00a0%');
    expect(format.money(1250, 'EUR')).toBe('€12.50');
    expect(format.money(1250, 'JPY')).toContain('1,250');
  });
  it('writes how long ago', () => {
    expect(format.relative('2026-11-20T18:52:32.000Z', moment)).toMatch(/^12 min\.? ago$/);
    expect(format.relative('2026-11-21T20:04:32.000Z', moment)).toBe('tomorrow');
    expect(format.ago('2026-11-20T18:52:32.000Z', moment)).toMatch(/^12 min\.? ago$/);
    expect(format.ago('2026-11-21T20:04:32.000Z', moment)).toBe('now');
  });
});

describe('preferences', () => {
  it('reads what is known and forgives the rest', () => {
    expect(readPreferences('{"colorScheme":"dark","language":"xx","textSize":4}')).toEqual({
      colorScheme: 'dark',
      language: 'system',
      timeZone: 'system',
      textSize: 4,
    });
    expect(readPreferences('{broken').textSize).toBe(2);
    expect(readPreferences(null).colorScheme).toBe('auto');
  });
});

/** Every feature's catalogues, found by their place: `<feature>/messages/en.ts` and `es.ts`. */
const english = import.meta.glob<{ en: Catalogue }>('../../**/messages/en.ts', { eager: true });
const others = import.meta.glob<Record<string, Catalogue>>('../../**/messages/es.ts', { eager: true });

const namesIn = (message: Message) =>
  [
    ...new Set(
      (typeof message === 'string' ? [message] : Object.values(message)).flatMap(form =>
        partsOf(form).filter((_, index) => index % 2),
      ),
    ),
  ].sort();

describe('catalogues', () => {
  it('use a key once in all features', () => {
    const keys = Object.values(english).flatMap(module => Object.keys(module.en));
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
  for (const [path, module] of Object.entries(english)) {
    const spanish = others[path.replace('/en.ts', '/es.ts')]?.es ?? {};
    const keys = Object.keys(module.en);
    const covered = keys.filter(key => key in spanish);
    it(`${path}: es has ${covered.length} of ${keys.length}, none unknown, all with the same names`, () => {
      expect(Object.keys(spanish).filter(key => !keys.includes(key))).toEqual([]);
      for (const key of covered)
        expect([key, namesIn(spanish[key] as Message)]).toEqual([key, namesIn(module.en[key] as Message)]);
      const missing = keys.filter(key => !(key in spanish));
      // oxlint-disable-next-line no-console -- a message without a translation is no failure, but is to be seen
      if (missing.length > 0) console.info(`${path}: not yet in es: ${missing.join(', ')}`);
    });
  }
});
