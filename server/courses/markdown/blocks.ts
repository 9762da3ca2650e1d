import { parser, type Token } from './parser.ts';

const CALLOUTS: Record<string, string> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** Changes tokens into the blocks of a lesson: callouts and task lists, and marks pictures inside links. */
export function blockRules(tokens: Token[]): void {
  tokens.forEach((token, at) => {
    if (token.type === 'blockquote_open') callout(tokens, at);
    if (token.type === 'inline' && tokens[at - 2]?.type === 'list_item_open') task(token, tokens[at - 2] as Token);
    if (token.type === 'inline') markLinkedImages(token);
  });
}

// GitHub's alerts: a quotation whose first line is `[!NOTE]`; words after it are a title of the author's own.
function callout(tokens: Token[], at: number): void {
  const first = tokens[at + 2];
  const match = tokens[at + 1]?.type === 'paragraph_open' && /^\[!(\w+)\][ \t]*(.*)/.exec(first?.content ?? '');
  const kind = match ? (match[1] ?? '').toLowerCase() : '';
  if (!match || !first || !Object.hasOwn(CALLOUTS, kind)) return;
  const open = tokens[at] as Token;
  const close = closingOf(tokens, at, open.level);
  open.tag = 'aside';
  open.attrSet('class', `callout callout-${kind}`);
  open.attrSet('role', 'note');
  if (close) close.tag = 'aside';
  const title = match[2]?.trim() || CALLOUTS[kind];
  const rest = first.content.slice(match[0].length).replace(/^\n/, '');
  // The mark's paragraph keeps the rest of its lines; alone it disappears with them.
  first.content = rest;
  first.children = rest === '' ? [] : (parser.parseInline(rest, {})[0]?.children ?? []);
  open.meta = { title };
  if (rest === '') hideParagraph(tokens, at + 1);
}

function closingOf(tokens: Token[], at: number, level: number): Token | undefined {
  for (let next = at + 1; next < tokens.length; next += 1) {
    const token = tokens[next];
    if (token?.type === 'blockquote_close' && token.level === level) return token;
  }
  return undefined;
}

function hideParagraph(tokens: Token[], at: number): void {
  for (const token of [tokens[at], tokens[at + 2]]) if (token) token.hidden = true;
}

function task(inline: Token, item: Token): void {
  const match = /^\[([ xX])\]\s+/.exec(inline.content);
  const first = inline.children?.[0];
  if (!match || first?.type !== 'text') return;
  first.content = first.content.slice(match[0].length);
  item.attrSet('class', match[1] === ' ' ? 'task' : 'task task-done');
  item.meta = { task: match[1] === ' ' ? 'To do' : 'Done' };
}

function markLinkedImages(inline: Token): void {
  let depth = 0;
  for (const child of inline.children ?? []) {
    if (child.type === 'link_open') depth += 1;
    else if (child.type === 'link_close') depth -= 1;
    else if (child.type === 'image' && depth > 0) child.attrSet('data-linked', 'yes');
  }
}

const escape = parser.utils.escapeHtml;

parser.renderer.rules.blockquote_open = (tokens, at, options, _env, self) => {
  const title = tokens[at]?.meta?.title as string | undefined;
  const open = self.renderToken(tokens, at, options);
  return title === undefined ? open : `${open}<p class="callout-title">${escape(title)}</p>\n`;
};

parser.renderer.rules.list_item_open = (tokens, at, options, _env, self) => {
  const state = tokens[at]?.meta?.task as string | undefined;
  const open = self.renderToken(tokens, at, options);
  return state === undefined ? open : `${open}<span class="task-box" role="img" aria-label="${state}"></span> `;
};

// A wide table scrolls inside its own box, reachable by keyboard, instead of widening the page.
parser.renderer.rules.table_open = () => '<div class="table" role="region" tabindex="0" aria-label="Table"><table>\n';
parser.renderer.rules.table_close = () => '</table></div>\n';

/** ```` ```bash title="On your laptop" ````: the words are the bar over the code; else the language names it. */
function codeFigure(content: string, info: string): string {
  const language = /^[\w+#.-]{1,30}/.exec(info.trim())?.[0].toLowerCase() ?? '';
  const title = /\btitle="([^"]{1,100})"/.exec(info)?.[1] ?? language;
  const bar = title === '' ? '' : `<figcaption class="code-title">${escape(title)}</figcaption>`;
  const label = escape(title === '' ? 'Code' : title);
  const languageClass = language === '' ? '' : ` class="language-${escape(language)}"`;
  return `<figure class="code">${bar}<pre tabindex="0" role="region" aria-label="${label}"><code${languageClass}>${escape(content)}</code></pre></figure>\n`;
}

parser.renderer.rules.fence = (tokens, at) => codeFigure(tokens[at]?.content ?? '', tokens[at]?.info ?? '');
parser.renderer.rules.code_block = (tokens, at) => codeFigure(tokens[at]?.content ?? '', '');
