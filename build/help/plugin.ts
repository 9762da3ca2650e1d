// Help pages are Markdown files in resources/help/<language>/; the build turns each into a module of HTML, so that no
// renderer is sent to the browser and help is there even when the server is not.
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';
import type { HelpText } from '../../renderer/features/help/text.ts';

const markdown = new MarkdownIt({ html: false, typographer: false });

/** Throws when the page does not begin with a heading of the first level. */
export function helpTextOf(source: string, path: string): HelpText {
  const [first = '', ...rest] = source.trimStart().split('\n');
  if (!first.startsWith('# ')) throw new Error(`${path} must begin with its title: "# Title".`);
  const html = markdown
    .render(rest.join('\n'))
    .replaceAll(/href="(?:\.\/)?([a-z-]+)\.md(#[^"]*)?"/g, 'href="help:$1"')
    .replaceAll('<table>', '<div class="table"><table>')
    .replaceAll('</table>', '</table></div>');
  return { title: first.slice(2).trim(), html };
}

export const helpPages = (): Plugin => ({
  name: 'lyceum-help-pages',
  transform: {
    filter: { id: /\/resources\/help\/[^/]+\/[^/]+\.md$/ },
    handler: (source, id) => ({
      code: `export default ${JSON.stringify(helpTextOf(source, id))};`,
      map: null,
      moduleType: 'js',
    }),
  },
});
