import { describe, expect, it } from 'vitest';
import { readingOf, withBlock, withMark } from './markdown-rules.ts';

describe('the toolbar', () => {
  it('makes bold and takes it back', () => {
    const bold = withMark({ text: 'drop it', from: 0, to: 4 }, 'bold');
    expect(bold).toEqual({ text: '**drop** it', from: 2, to: 6 });
    expect(withMark(bold, 'bold')).toEqual({ text: 'drop it', from: 0, to: 4 });
  });
  it('links the selection and selects the address', () => {
    const { text, from, to } = withMark({ text: 'see here', from: 4, to: 8 }, 'link');
    expect(text).toBe('see [here](https://)');
    expect(text.slice(from, to)).toBe('https://');
  });
  it('turns the lines of the selection into a list, another kind of list, and back', () => {
    const list = withMark({ text: 'a\nb\nc', from: 0, to: 3 }, 'list');
    expect(list.text).toBe('- a\n- b\nc');
    const numbers = withMark(list, 'numbers');
    expect(numbers.text).toBe('1. a\n2. b\nc');
    expect(withMark(numbers, 'numbers').text).toBe('a\nb\nc');
  });
  it('makes a heading of the line the cursor is in', () => {
    expect(withMark({ text: 'one\ntwo', from: 5, to: 5 }, 'heading').text).toBe('one\n## two');
  });
  it('gives a picture a line of its own', () => {
    expect(withBlock({ text: 'one two', from: 3, to: 3 }, '![p](/f)').text).toBe('one\n\n![p](/f)\n\n two');
    expect(withBlock({ text: '', from: 0, to: 0 }, '![p](/f)').text).toBe('![p](/f)\n\n');
  });
});

describe('readingOf', () => {
  it('counts words and whole minutes', () => {
    expect(readingOf('')).toEqual({ words: 0, minutes: 0 });
    expect(readingOf('It’s **one** open-door café')).toEqual({ words: 4, minutes: 1 });
  });
});
