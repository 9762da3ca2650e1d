import { expect, test } from 'vitest';
import { cueAt, cuesWith, parseCaptions } from './vtt.ts';

const file = `\uFEFFWEBVTT - a title

NOTE
not a cue

STYLE
::cue { color: red }

first
00:06.500 --> 00:11.000 line:80% align:start
So we open <c.loud>the capture</c>
from lesson&nbsp;four &amp; filter.

01:00:02.000 --> 01:00:04.000
<v Ngozi>Después</v>

00:00:12,250 --> 00:00:13,000
A comma, as in SubRip.

broken --> 00:20.000
no
`;

test('cues come in order, as plain text, with what is no cue left out', () => {
  expect(parseCaptions(file.replaceAll('\n', '\r\n'))).toEqual([
    { start: 6.5, end: 11, text: 'So we open the capture from lesson four & filter.' },
    { start: 12.25, end: 13, text: 'A comma, as in SubRip.' },
    { start: 3602, end: 3604, text: 'Después' },
  ]);
});

test('a file without cues has none', () => {
  expect(parseCaptions('')).toEqual([]);
  expect(parseCaptions('WEBVTT')).toEqual([]);
});

test('the cue at a time is the last that began', () => {
  const cues = parseCaptions(file);
  expect([0, 6.5, 11.5, 12.25, 9999].map(seconds => cueAt(cues, seconds))).toEqual([-1, 0, 0, 1, 2]);
});

test('a search looks past case and accents', () => {
  const cues = parseCaptions(file);
  expect(cuesWith(cues, 'DESPUES').map(({ start }) => start)).toEqual([3602]);
  expect(cuesWith(cues, ' ')).toHaveLength(3);
  expect(cuesWith(cues, 'nowhere')).toEqual([]);
});
