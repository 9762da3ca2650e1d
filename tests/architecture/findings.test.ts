/** What the appliance finds is said in every language of the console: found, meant, what to do, and what stands on the button. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sentencesIn, wordsWith } from '../../renderer/features/health/findings.ts';
import { createFormat } from '../../renderer/platform/messages/format.ts';
import { type Language, languages } from '../../renderer/platform/messages/index.ts';
import { everyFinding } from '../factories/findings.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCES = globSync(['server/*/checks*.ts', 'server/health/{checks,rules}/*.ts'], { cwd: ROOT })
  .filter(path => !path.endsWith('.test.ts'))
  .map(path => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));
const RULES = SOURCES.filter(({ path }) => /checks(-rules)?\.ts$|-findings\.ts$|standing\.ts$/.test(path));

const matches = (pattern: RegExp, sources = SOURCES) => [
  ...new Set(sources.flatMap(({ text }) => [...text.matchAll(pattern)].map(match => match[1] as string))),
];
const literals = (text: string) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(match => match[1] as string);

/** Codes as they stand in the source: first word of a helper, or the value of `code`. */
const written = [
  ...matches(/\b(?:fine|warning|failing|well)\(\s*'([a-z-]+)'/g, RULES),
  ...matches(/\bcode:([^\n]*)/g, RULES).flatMap(literals),
  ...matches(/\bfound\(\s*'(?:ok|warning|failing)',([^\n]*)/g, RULES).flatMap(literals),
  ...matches(/\bisLong \? ([^\n]*)/g, RULES).flatMap(literals),
];
const others = (Object.keys(languages) as Language[]).filter(language => language !== 'en');
const findings = await everyFinding();

it('every code of the source is brought about here', () => {
  expect(written.length).toBeGreaterThan(80);
  expect([...new Set(written)].toSorted().filter(code => !findings.some(finding => finding.code === code))).toEqual([]);
});

it('every finding that is an issue says what to do', () => {
  const mute = findings.filter(({ state, remedy, detail }) => state !== 'ok' && (remedy === null || detail === ''));
  expect(mute.map(({ code }) => code)).toEqual([]);
});

describe.each(others)('in %s', language => {
  const format = createFormat(language, 'UTC');

  it('there is a sentence for every part of every finding, and every gap in it is filled', async () => {
    const translated = await sentencesIn(language);
    const words = wordsWith(translated, format);
    const missing = findings.flatMap(finding => {
      const { code, state, detail, remedy } = finding;
      const sentences = translated.findings[code];
      const wanted = [
        ['title', true],
        ['detail', detail !== ''],
        ['remedy', remedy !== null],
        ['label', remedy !== null && remedy.label !== ''],
      ] as const;
      const gaps = Object.entries(words.finding(finding)).filter(([, said]) => said.includes('{'));
      return [
        ...wanted
          .filter(([part, isWanted]) => isWanted && !sentences?.[part])
          .map(([part]) => `${code} ${state} ${part}`),
        ...gaps.map(([part, said]) => `${code} ${state} ${part}: ${said}`),
      ];
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  it('every check has a name, and no sentence is for a code that there is no more', async () => {
    const { checks, findings: sentences } = await sentencesIn(language);
    const names = [...matches(/\bname: '([a-z-]+)',\s*title: /g), ...matches(/\bcheck\('([a-z-]+)', '/g)];
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter(name => !checks[name])).toEqual([]);
    expect(Object.keys(sentences).filter(code => !findings.some(finding => finding.code === code))).toEqual([]);
  });

  it('every event of the time line and every advice is told', async () => {
    const { events, advice } = await sentencesIn(language);
    const stories = SOURCES.filter(({ path }) => path.endsWith('stories.ts'));
    const told = [...matches(/^ {4}code: '([a-z-]+)'/gm, stories), ...matches(/^ {2}'([a-z-]+)': \(/gm, stories)];
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter(code => !events[code])).toEqual([]);
    const given = matches(
      /'(?:ok|warning|failing)',\s*'([a-z]+)',/g,
      SOURCES.filter(({ path }) => path.endsWith('advice.ts')),
    );
    expect(given.length).toBe(6);
    expect(given.filter(code => !advice[code])).toEqual([]);
  });
});
