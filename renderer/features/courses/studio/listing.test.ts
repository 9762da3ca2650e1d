import { describe, expect, it } from 'vitest';
import { archiveOf, filesOfPlan, listingOf } from './listing.ts';

const dropped = (path: string, text = 'x') => ({ path, file: new File([text], path.split('/').at(-1) ?? path) });

describe('listingOf', () => {
  it('sends the text of Markdown files and only the size of others', async () => {
    const listing = await listingOf([dropped('a/1.md', '# One'), dropped('a/film.mp4', 'film')]);
    expect(listing.entries).toEqual([
      { path: 'a/1.md', size: 5, text: '# One' },
      { path: 'a/film.mp4', size: 4 },
    ]);
  });
});

describe('filesOfPlan', () => {
  it('finds files by their path, with and without the folder that was dropped, in either form of accents', () => {
    const files = [dropped('course/Café.png'.normalize('NFD')), dropped('course/film.mp4')];
    const found = filesOfPlan(['Café.png'.normalize('NFC'), 'course/film.mp4', 'gone.png'], files);
    expect([...found.keys()]).toEqual(['Café.png'.normalize('NFC'), 'course/film.mp4']);
    expect(found.get('course/film.mp4')?.name).toBe('film.mp4');
  });
});

describe('archiveOf', () => {
  it('is a single ZIP file and nothing else', () => {
    expect(archiveOf([dropped('course.ZIP')])?.name).toBe('course.ZIP');
    expect(archiveOf([dropped('a.zip'), dropped('b.zip')])).toBeUndefined();
    expect(archiveOf([dropped('film.mp4')])).toBeUndefined();
  });
});
