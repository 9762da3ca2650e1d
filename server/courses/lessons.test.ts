import { describe, expect, it } from 'vitest';
import { effortOf } from '../../tests/harness/effort.ts';
import { filesNamedIn, pointAtFiles, renderQuestion } from './lessons.ts';

const addresses = new Map([
  ['img/a b.png', '/api/v1/files/1'],
  ['doc (1).pdf', '/api/v1/files/2'],
]);

describe('pointAtFiles', () => {
  it.each([
    ['![x](img/a%20b.png)', '![x](/api/v1/files/1)'],
    ['![x](<img/a b.png>)', '![x](/api/v1/files/1)'],
    ['![x](img/a%20b.png "Title")', '![x](/api/v1/files/1 "Title")'],
    ['[x](doc%20(1).pdf)', '[x](/api/v1/files/2)'],
    ['[r]: img/a%20b.png', '[r]: /api/v1/files/1'],
    [`<img alt='x' src='img/a b.png'>`, `<img alt='x' src='/api/v1/files/1'>`],
    ['![x](img/other.png)', '![x](img/other.png)'],
    ['![x](https://example.org/img/a%20b.png)', '![x](https://example.org/img/a%20b.png)'],
    ['img/a%20b.png in words', 'img/a%20b.png in words'],
    ['![x](%E0%A4%A)', '![x](%E0%A4%A)'],
  ])('%s', (before, after) => expect(pointAtFiles(before, addresses)).toBe(after));

  it('takes a hostile text in its stride', async () => {
    const hostile = `${'[a]('.repeat(20_000)}${'src='.repeat(20_000)}`;
    expect((await effortOf(() => pointAtFiles(hostile, addresses))).ms).toBeLessThan(1000);
  });
});

describe('filesNamedIn', () => {
  it('finds each file once', () =>
    expect(filesNamedIn('/api/v1/files/7 ![](/api/v1/files/12?width=640) /api/v1/files/7')).toEqual([7, 12]));
});

describe('renderQuestion', () => {
  it('shows pictures of the academy and nothing from elsewhere', () => {
    const html = renderQuestion('![a](/api/v1/files/3) ![b](https://example.org/x.png) ![c](/api/v1/users/me)');
    expect(html.match(/<img /g)).toHaveLength(1);
    expect(html).toContain('src="/api/v1/files/3"');
  });
});
