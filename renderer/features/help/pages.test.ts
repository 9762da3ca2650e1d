import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP_PAGES, helpFor } from './pages.ts';

const FOLDER = join(import.meta.dirname, '../../../resources/help');
const names = HELP_PAGES.map(({ name }) => name);
const pathOf = (language: string, name: string) => join(FOLDER, language, `${name}.md`);

describe('the page of a screen', () => {
  it('is the nearest one', () => {
    expect(helpFor('/console/users')?.name).toBe('users');
    expect(helpFor('/courses/12')?.name).toBe('finding-courses');
    expect(helpFor('/courses/12/modules/3/')?.name).toBe('lessons');
    expect(helpFor('/')?.name).toBe('learner-home');
    expect(helpFor('/console/nowhere')).toBeNull();
  });
});

describe.each(['en', 'es'])('help in %s', language => {
  it('has every page of the list, and no other', () => {
    expect(names.filter(name => !existsSync(pathOf(language, name)))).toEqual([]);
    expect(readdirSync(join(FOLDER, language)).filter(file => !names.includes(file.replace(/\.md$/, '')))).toEqual([]);
  });
  it('begins each page with its title, and leads nowhere that is not there', () => {
    for (const name of names) {
      const text = readFileSync(pathOf(language, name), 'utf8');
      expect(text, name).toMatch(/^# \S/);
      const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
      expect(
        links.filter(link => !names.includes(link.replace(/\.md(#.*)?$/, ''))),
        name,
      ).toEqual([]);
    }
  });
});
