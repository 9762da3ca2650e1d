import sanitizeHtml from 'sanitize-html';
import { isRemote, plainSource } from './parser.ts';
import type { ResolvedImage, ResolveImage, ResolveLink } from './render.ts';

export type Resolvers = { resolveImage: ResolveImage; resolveLink: ResolveLink };

const TEXT_TAGS = `
  h2 h3 h4 h5 h6 p br hr blockquote aside div section details summary ul ol li dl dt dd pre code
  kbd samp var figure figcaption strong b em i u s del ins mark small sub sup abbr cite q dfn
  span table caption colgroup col thead tbody tfoot tr th td ruby rt rp
`
  .trim()
  .split(/\s+/);

const CODE_CLASS = /^language-[\w+#.-]{1,30}$/;

// Their content goes with them: it is code, or text that a browser would read in another way.
const RUNNING_TAGS = 'script style textarea option noscript template iframe object svg math title xmp'.split(' ');

const ATTRIBUTES: sanitizeHtml.IOptions['allowedAttributes'] = {
  a: ['href', 'title', 'rel', 'target', 'class'],
  img: ['src', 'alt', 'title', 'width', 'height', 'loading', 'decoding'],
  h2: ['id'],
  h3: ['id'],
  h4: ['id'],
  h5: ['id'],
  h6: ['id'],
  th: ['colspan', 'rowspan', 'scope', 'class'],
  td: ['colspan', 'rowspan', 'class'],
  ol: ['start', 'reversed'],
  li: ['value'],
  details: ['open'],
  aside: ['role'],
  div: [
    { name: 'role', values: ['region'] },
    { name: 'tabindex', values: ['0'] },
    { name: 'aria-label', values: ['Table'] },
  ],
  pre: [{ name: 'role', values: ['region'] }, { name: 'tabindex', values: ['0'] }, 'aria-label'],
  span: [{ name: 'role', values: ['img'] }, 'aria-label'],
  abbr: ['title'],
};

const CLASSES: sanitizeHtml.IOptions['allowedClasses'] = {
  aside: ['callout', 'callout-note', 'callout-tip', 'callout-important', 'callout-warning', 'callout-caution'],
  p: ['callout-title'],
  li: ['task', 'task-done'],
  span: ['task-box', 'picture-missing'],
  div: ['table'],
  figure: ['code'],
  figcaption: ['code-title'],
  code: [CODE_CLASS],
  a: ['picture-remote'],
  th: ['align-left', 'align-center', 'align-right'],
  td: ['align-left', 'align-center', 'align-right'],
};

/** Keeps the closed list of tags and attributes that lessons use; everything else goes, with its content where that runs. */
export function sanitiseLesson(html: string, { resolveImage, resolveLink }: Resolvers): string {
  return sanitizeHtml(html, {
    allowedTags: [...TEXT_TAGS, 'a', 'img'],
    allowedAttributes: ATTRIBUTES,
    allowedClasses: CLASSES,
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nonTextTags: RUNNING_TAGS,
    transformTags: {
      h1: 'h2',
      tt: 'code',
      strike: 's',
      '*': onlyOurIds,
      a: (_tag, attribs) => link(attribs, resolveLink),
      img: (_tag, attribs) => picture(attribs, resolveImage),
      th: aligned,
      td: aligned,
    },
  });
}

type Attributes = Record<string, string>;
type Tag = { tagName: string; attribs: Attributes; text?: string };

// An id from raw HTML could take the place of a part of the page, so only the renderer's own pass.
function onlyOurIds(tagName: string, attribs: Attributes): Tag {
  const { id, ...rest } = attribs;
  return { tagName, attribs: id !== undefined && /^s-[\p{L}\p{N}-]+$/u.test(id) ? attribs : rest };
}

function aligned(tagName: string, { style, align, class: _class, ...rest }: Attributes): Tag {
  const side = /^(?:text-align:\s*)?(left|center|right)$/.exec(style ?? align ?? '')?.[1];
  return { tagName, attribs: side === undefined ? rest : { ...rest, class: `align-${side}` } };
}

function link({ href = '', title }: Attributes, resolveLink: ResolveLink): Tag {
  // Browsers skip control characters and outer spaces in an address; so must the check.
  const address = href.replace(/[\p{Cc}\p{Zs}]+/gu, '');
  const words: Attributes = title === undefined ? {} : { title };
  if (/^#./.test(address)) {
    return { tagName: 'a', attribs: { href: `#s-${plainSource(address.slice(1)).replace(/^s-/, '')}`, ...words } };
  }
  if (/^https?:\/\//i.test(address)) {
    return { tagName: 'a', attribs: { href: address, rel: 'noopener noreferrer', target: '_blank', ...words } };
  }
  if (/^mailto:/i.test(address)) return { tagName: 'a', attribs: { href: address, ...words } };
  const resolved = address === '' || isRemote(address) ? null : resolveLink(plainSource(href));
  return resolved === null ? { tagName: 'span', attribs: {} } : { tagName: 'a', attribs: { href: resolved, ...words } };
}

function picture(attribs: Attributes, resolveImage: ResolveImage): Tag {
  const { src = '', alt = '', title } = attribs;
  if (isRemote(src)) return remotePicture(src, alt, attribs['data-linked'] !== undefined);
  const resolved = src === '' ? null : resolveImage(plainSource(src));
  if (resolved === null) {
    const name = plainSource(src).split('/').at(-1) || alt || 'no name';
    return { tagName: 'span', attribs: { class: 'picture-missing' }, text: `Picture missing: ${name}` };
  }
  return {
    tagName: 'img',
    attribs: {
      src: resolved.url,
      alt: alt || resolved.alt || '',
      ...(title === undefined ? {} : { title }),
      ...sizeOf(resolved, attribs.width),
      loading: 'lazy',
      decoding: 'async',
    },
  };
}

// The author's width counts, never above the picture's own; the height follows it.
function sizeOf({ width, height }: ResolvedImage, wanted: string | undefined): Attributes {
  if (width === undefined || height === undefined) return {};
  const shown = /^\d{1,4}(px)?$/.test(wanted ?? '') ? Math.min(width, Number.parseInt(wanted ?? '', 10)) : width;
  return { width: String(shown), height: String(Math.round((height * shown) / width)) };
}

function remotePicture(src: string, alt: string, linked: boolean): Tag {
  const web = /^https?:\/\//i.test(src);
  const text = alt || (web ? 'Picture on another site' : 'Picture');
  if (linked || !web) return { tagName: 'span', attribs: { class: 'picture-missing' }, text };
  return {
    tagName: 'a',
    attribs: { href: src, rel: 'noopener noreferrer', target: '_blank', class: 'picture-remote' },
    text,
  };
}
