import { describe, expect, it } from 'vitest';
import { claimedKind, endingOf, leavesReserve, nameFits, RESERVE, tidyName, types } from './kind-rules.ts';
import { textType } from './recognise.ts';
import { webVttOf } from './captions.ts';
import { definesHarmlessly } from './pictures.ts';

describe('names', () => {
  it.each([
    ['a.PNG', 'png'],
    ['a.tar.gz', 'gz'],
    ['none', ''],
    ['a.b/c', ''],
    ['dot.', ''],
  ])('%s ends in “%s”', (name, ending) => expect(endingOf(name)).toBe(ending));

  it.each([
    ['photo.JPG', 'image'],
    ['talk.mp4', 'video'],
    ['notes.md', 'markdown'],
    ['run.exe', undefined],
    ['page.html', undefined],
    ['noending', undefined],
  ])('%s claims to be %s', (name, kind) => expect(claimedKind(name)).toBe(kind));

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\x\\y.txt', 'y.txt'],
    ['a\u202Egpj.exe', 'agpj.exe'],
    ['\u0000', 'file'],
    ['..', 'file'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(187)}.pdf`],
  ])('%j becomes %j', (name, tidy) => expect(tidyName(name)).toBe(tidy));

  it('fit only the content that they may stand for', () => {
    const png = types['image/png'];
    expect(png && [nameFits('a.png', png), nameFits('a.jpg', png), nameFits('png', png)]).toEqual([true, false, false]);
  });
});

describe('text', () => {
  it.each([
    ['WEBVTT\n\n', 'vtt', 'captions'],
    ['WEBVTTX', 'vtt', 'document'],
    ['1\n00:00:01,000 --> 00:00:02,000\nHi', 'srt', 'captions'],
    ['Hi', 'srt', undefined],
    ['# Title', 'md', 'markdown'],
    ['<html>', 'md', 'markdown'],
    ['<html>', 'txt', undefined],
    ['  <!-- x --><script>', 'txt', undefined],
    ['<?php', 'txt', undefined],
    ['<?xml version="1.0"?><svg xmlns="x">', 'svg', 'image'],
    ['<!DOCTYPE svg PUBLIC "a" "b" [ <!ENTITY n "x"> ]>\n<svg>', 'svg', 'image'],
    ['a,b', 'csv', 'document'],
  ])('%j named .%s is %s', (text, ending, kind) => expect(textType(text, ending)?.kind).toBe(kind));
});

describe('drawings', () => {
  it.each([
    ['<svg/>', true],
    ['<!ENTITY ns "http://ns.adobe.com/">', true],
    ['<!ENTITY x SYSTEM "file:///etc/passwd">', false],
    ['<!ENTITY % p "x">', false],
    ['<!ENTITY a "aa"><!ENTITY b "&a;&a;">', false],
  ])('%s: %s', (svg, harmless) => expect(definesHarmlessly(svg)).toBe(harmless));
});

describe('captions', () => {
  it('keep their words and change only times', () =>
    expect(webVttOf('\uFEFF1\r\n0:00:01,5 --> 00:00:02,25\r\nAt 10:00:00,5 sharp')).toBe(
      'WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.250\nAt 10:00:00,5 sharp\n',
    ));
});

it.each([
  [RESERVE + 10, 10, true],
  [RESERVE + 10, 11, false],
  [0, 0, false],
])('with %i bytes free, %i more leave the reserve: %s', (free, incoming, leaves) =>
  expect(leavesReserve(free, incoming)).toBe(leaves),
);
