import { expect, it } from 'vitest';
import { helpTextOf } from './plugin.ts';

it('takes the title off, and marks links between help pages', () => {
  const { title, html } = helpTextOf('# Backups\n\nSee [restore](restore.md) and <b>this</b>.\n', 'backups.md');
  expect(title).toBe('Backups');
  expect(html).toBe('<p>See <a href="help:restore">restore</a> and &lt;b&gt;this&lt;/b&gt;.</p>\n');
});

it('refuses a page without a title, naming it', () => {
  expect(() => helpTextOf('Backups\n', 'backups.md')).toThrow(/backups\.md must begin with its title/);
});
