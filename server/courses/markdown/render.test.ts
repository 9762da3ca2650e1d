import { readFileSync } from 'node:fs';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../tests/factories/hostile-html.ts';
import { effortOf } from '../../../tests/harness/effort.ts';
import { input } from '../../../tests/harness/inputs.ts';
import { renderLesson } from './render.ts';

const picture = (src: string) =>
  src.includes('gone') ? null : { url: `/api/v1/files/${encodeURIComponent(src)}`, width: 800, height: 400 };
const html = (markdown: string) => renderLesson(markdown, picture).html;

/** Every tag left in the result with its attributes, as a parser (not a pattern) sees them. */
function tagsOf(result: string): { tag: string; attributes: Record<string, string> }[] {
  const tags: { tag: string; attributes: Record<string, string> }[] = [];
  const note = (tag: string, attributes: Record<string, string>) => {
    tags.push({ tag, attributes });
    return { tagName: tag, attribs: attributes };
  };
  sanitizeHtml(result, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    transformTags: { '*': note },
  });
  return tags;
}

const FORBIDDEN_TAGS =
  /^(script|style|iframe|object|embed|svg|math|form|input|button|textarea|link|meta|base|template|noscript|video|audio|body|marquee|xmp)$/;

function expectSafe(result: string): void {
  for (const { tag, attributes } of tagsOf(result)) {
    expect(tag).not.toMatch(FORBIDDEN_TAGS);
    for (const [name, value] of Object.entries(attributes)) {
      expect(name).not.toMatch(/^on|^style$|^srcset$|^srcdoc$|^name$/i);
      if (name === 'id') expect(value).toMatch(/^s-/);
      if (name === 'src') expect(value).toMatch(/^\/api\/v1\/files\//);
      if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:|#s-)/);
      if (name === 'target') expect(attributes.rel).toContain('noopener');
    }
  }
  expect(result).not.toMatch(/<script|<style|<iframe/i);
}

describe('hostile lessons', () => {
  it('has a corpus worth the name', () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(180);
  });

  it.each(HOSTILE)('%j becomes harmless', markdown => {
    expectSafe(html(markdown));
    expectSafe(html(`> ${markdown}`));
    expectSafe(html(`- item\n\n  ${markdown}\n\ntext after`));
    expectSafe(html(`para ${markdown} graph`));
  });

  it('is harmless as one document too', () => {
    expectSafe(html(HOSTILE.join('\n\n')));
    expectSafe(html(HOSTILE.join(' ')));
  });

  it('does not take an address that a resolver should never have given', () => {
    const result = renderLesson(
      '![x](a.png) [y](b)',
      () => ({ url: 'javascript:alert(1)' }),
      () => 'javascript:alert(1)',
    );
    expect(result.html).not.toContain('javascript');
  });
});

describe('lessons', () => {
  it('moves headings below the page title and gives them ids of their own', () => {
    const { html: result, headings } = renderLesson(
      '#### Größe & mehr\n\n##### Part\n\n#### `Part`\n\n#### ???',
      picture,
    );
    expect(headings).toEqual([
      { level: 2, text: 'Größe & mehr', id: 's-größe-mehr' },
      { level: 3, text: 'Part', id: 's-part' },
      { level: 2, text: 'Part', id: 's-part-2' },
      { level: 2, text: '???', id: 's-part-3' },
    ]);
    for (const { id, level } of headings) expect(result).toContain(`<h${level} id="${id}">`);
  });

  it('writes code with a bar, callouts, task lists and tables in the markup the page styles', () => {
    const result = html(
      '```bash title="On your laptop"\n$ a < b\n```\n\n> [!TIP] Do\n> it **now**\n\n> [!NOTE]\n> plain\n\n- [x] done\n- [ ] open\n\n|a|b|\n|-|-:|\n|1|2|',
    );
    expect(result).toContain('<figcaption class="code-title">On your laptop</figcaption>');
    expect(result).toContain('<code class="language-bash">$ a &lt; b\n</code>');
    expect(result).toContain(
      '<aside class="callout callout-tip" role="note">\n<p class="callout-title">Do</p>\n<p>it <strong>now</strong></p>',
    );
    expect(result).toContain('<p class="callout-title">Note</p>\n<p>plain</p>');
    expect(result).toContain(
      '<li class="task task-done"><span class="task-box" role="img" aria-label="Done"></span> done</li>',
    );
    expect(result).toContain('<td class="align-right">2</td>');
    expect(result).toContain('<div class="table" role="region" tabindex="0" aria-label="Table"><table>');
  });

  it('shows pictures at their size, names the missing, and links to those elsewhere', () => {
    expect(html('![A map](maps/a%20b.png "T")')).toBe(
      '<p><img src="/api/v1/files/maps%2Fa%20b.png" alt="A map" title="T" width="800" height="400" loading="lazy" decoding="async" /></p>\n',
    );
    expect(html('<img src="x.png" width="200" alt="x">')).toContain('width="200" height="100"');
    expect(html('![x](images/gone.png)')).toContain('<span class="picture-missing">Picture missing: gone.png</span>');
    expect(html('![Chart](https://a.example/x.png)')).toContain(
      '<a href="https://a.example/x.png" rel="noopener noreferrer" target="_blank" class="picture-remote">Chart</a>',
    );
    expect(html('[![Chart](https://a.example/x.png)](https://b.example)')).not.toMatch(/<a[^>]*>[^]*<a/);
  });

  it('opens other sites apart, keeps anchors in the lesson, and asks about relative links', () => {
    expect(html('[x](https://a.example/?a=1&b=2)')).toContain(
      '<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer" target="_blank">x</a>',
    );
    expect(html('[x](#part-two)')).toContain('<a href="#s-part-two">x</a>');
    expect(html('[x](other.md)')).toContain('<span>x</span>');
    expect(renderLesson('[x](my%20sheet.pdf)', picture, href => `/files/${href}`).html).toContain(
      '<a href="/files/my sheet.pdf">x</a>',
    );
    expect(html('see https://a.example and server.py')).toContain('and server.py');
  });

  it('leaves formulas as text', () => {
    expect(html('Euler: $e^{i\\pi} + 1 = 0$ and $a_1 + b_1$.')).toContain('$e^{i\\pi} + 1 = 0$ and $a_1 + b_1$.');
  });

  it('counts words and minutes of what is read, not of the markup', () => {
    expect(renderLesson('**One** two <b class="x">three</b>', picture)).toMatchObject({ words: 3, minutes: 1 });
    expect(renderLesson('word '.repeat(1000), picture)).toMatchObject({ words: 1000, minutes: 5 });
  });
});

describe('a real course', () => {
  const ossf = input('course/ossf-lfd121/lfd121.md');
  it.skipIf(!ossf)('comes out safe, and fast enough to render on the fly', async () => {
    const text = readFileSync(ossf as string, 'utf8');
    expectSafe(html(text));
    const lesson = text.slice(0, 50_000);
    const times: number[] = [];
    for (let n = 0; n < 5; n++) times.push((await effortOf(() => html(lesson))).ms);
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
