/** What the server refuses in English, readers of another language are told in theirs. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { es } from '../../renderer/platform/refusals/es.ts';
import { errorCodes } from '../../server/platform/errors/contract.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Everything around "who may do what", and what every page may meet. */
const FEATURES =
  'accounts,factors,sso,sign-in-rules,registration,privacy,mentoring,organisations,ledger,courses,scanning,platform';
/** Codes of which only the sentence says what is wrong. */
const VAGUE = [
  'VALIDATION_ERROR',
  'CONFLICT',
  'SSO_REFUSED',
  'COURSE_INCOMPLETE',
  'COURSE_NOT_EMPTY',
  'BACKUP_PLACE_REFUSED',
  'FILE_REFUSED',
  'CERTIFICATE_REFUSED',
  'MALWARE_FOUND',
  'SCANNER_AWAY',
  'SCANNER_LIMIT',
];
/** Said to programs alone: no page of ours can bring them about. */
const FOR_PROGRAMS = [
  'Send the body as JSON, with “Content-Type: application/json”.',
  'The provider itself is asked: begin with POST /auth/sso/:provider/confirm.',
];

const sources = (pattern: string) =>
  globSync(pattern, { cwd: ROOT })
    .filter(path => !path.endsWith('.test.ts'))
    .map(path => readFileSync(`${ROOT}${path}`, 'utf8').replace(/\/\*\*[^]*?\*\//g, ''));
/** With what changes taken out: `${label}` of a template and `{label}` of a phrase are the same. */
const bare = (sentence: string) => sentence.replace(/\$?\{[^{}]*\}/g, '{}');
const LITERALS = /'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g;
const literalsIn = (text: string) =>
  [...text.matchAll(LITERALS)].map(([, single, double, template]) => single ?? double ?? template ?? '');

/** What stands between the brackets of each call. */
function callsIn(text: string, names: RegExp): string[] {
  return [...text.matchAll(names)].map(({ 0: head, index }) => {
    const start = index + head.length;
    let open = 1;
    let end = start;
    for (; open > 0 && end < text.length; end++) open += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
    return text.slice(start, end - 1);
  });
}

const isSentence = (text: string) => /^[A-Z“$].* .*[.?}]$/.test(text);

test('every code is said in Spanish, or its sentences are', () => {
  const unsaid = Object.keys(errorCodes).filter(code => !Object.hasOwn(es.codes, code));
  expect(unsaid.toSorted()).toEqual(VAGUE.toSorted());
});

test('every sentence of a refusal around who may do what is said in Spanish', () => {
  const known = new Set(Object.keys(es.sentences).map(bare));
  const asked = sources(`server/{${FEATURES}}/**/*.ts`).flatMap(text =>
    callsIn(text, /\b(?:refuse|found)\(/g).flatMap(call => {
      const code = /^\s*'([A-Z_]+)'/.exec(call)?.[1];
      // Where the code says enough, only what differs from it needs words of its own.
      return code !== undefined && !VAGUE.includes(code) ? [] : literalsIn(call).filter(isSentence);
    }),
  );
  expect(asked.length).toBeGreaterThan(60);
  expect(asked.filter(sentence => !known.has(bare(sentence)) && !FOR_PROGRAMS.includes(sentence))).toEqual([]);
});

test('what a contract says of a wrong value is said in Spanish', () => {
  const known = new Set(Object.keys(es.sentences));
  const told = sources('server/**/contract.ts').flatMap(text =>
    literalsIn(text.replace(/\b(?:summary|meaning|describe):?\s*\(?\s*(?:'(?:[^'\\\n]|\\.)*'|"[^"\n]*"|`[^`]*`)/g, '')),
  );
  const sentences = told.filter(text => isSentence(text) && !text.startsWith('$'));
  expect(sentences.length).toBeGreaterThan(15);
  expect(sentences.filter(sentence => !known.has(sentence))).toEqual([]);
});

test('no words are left over that the server says no more', () => {
  const said = new Set(sources('server/**/*.ts').flatMap(text => literalsIn(text).map(bare)));
  expect(Object.keys(es.sentences).filter(sentence => !said.has(bare(sentence)))).toEqual([]);
});

const namesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).toSorted();

test('what changes in a sentence is named in both languages', () => {
  for (const [sentence, words] of Object.entries(es.sentences))
    expect(namesIn(words), sentence).toEqual(namesIn(sentence));
});
