/**
 * What a message says, from a text that anybody can write: blank lines between paragraphs, `# ` before the heading, a line
 * `[Label]({link})` for the button, names in braces for what differs. The same text gives the plain and the HTML part.
 */
import { NOT_IN_A_LINE } from '../platform/http/contract.ts';
import type { TemplateName } from './contract.ts';

type Values = Readonly<Record<string, string>>;

interface Placeholders {
  required: readonly string[];
  optional: readonly string[];
}

/** Every template may name the site and whom to ask. */
const COMMON = ['site', 'support'] as const;

export const placeholdersOf: Record<TemplateName, Placeholders> = {
  invitation: { required: ['link'], optional: ['name', 'until', 'inviter', ...COMMON] },
  password: { required: ['link'], optional: ['name', 'until', ...COMMON] },
  'password-changed': { required: [], optional: ['name', 'link', ...COMMON] },
  'verify-email': { required: ['link'], optional: ['until', ...COMMON] },
  'account-exists': { required: ['link'], optional: [...COMMON] },
  'email-change-old': { required: ['link', 'address'], optional: ['name', 'until', ...COMMON] },
  'email-change-new': { required: ['link'], optional: ['name', 'address', 'until', ...COMMON] },
  'email-changed': { required: [], optional: ['name', 'address', 'link', ...COMMON] },
  'account-closed': { required: ['link'], optional: ['name', 'until', ...COMMON] },
  'account-unused': { required: ['link', 'until'], optional: ['name', ...COMMON] },
  'session-reused': { required: [], optional: ['name', 'device', 'address', 'time', 'link', ...COMMON] },
  'new-device': { required: [], optional: ['name', 'device', 'address', 'time', 'link', ...COMMON] },
  'factors-changed': { required: [], optional: ['name', 'link', ...COMMON] },
  'factors-reset': { required: [], optional: ['name', 'link', ...COMMON] },
  alert: { required: ['title', 'detail'], optional: ['remedy', 'link', ...COMMON] },
  test: { required: [], optional: ['server', ...COMMON] },
};

export interface Wording {
  subject: string;
  body: string;
}

/** A shipped text: `Subject: …`, a blank line, the body. */
export function wordingOf(file: string): Wording {
  const [first = '', ...rest] = file.replace(/\r\n/g, '\n').split('\n');
  return { subject: first.replace(/^Subject:\s*/, ''), body: rest.join('\n').trim() };
}

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** Why a text cannot be used, with the field; null when it can. */
export function wrongWith(
  template: TemplateName,
  { subject, body }: Wording,
): { field: string; reason: string } | null {
  const { required, optional } = placeholdersOf[template];
  const known = [...required, ...optional];
  for (const [field, text] of [
    ['subject', subject],
    ['body', body],
  ] as const) {
    const unknown = namesIn(text).find(name => !known.includes(name));
    if (unknown)
      return { field, reason: `{${unknown}} cannot be filled in here. Use ${known.map(n => `{${n}}`).join(', ')}.` };
  }
  // A one-time link in the subject would stand in lists and on lock screens.
  if (namesIn(subject).includes('link'))
    return { field: 'subject', reason: 'The link belongs in the text, not in the subject.' };
  const missing = required.find(name => !namesIn(body).includes(name));
  if (missing)
    return { field: 'body', reason: `The text must contain {${missing}}, otherwise the message is of no use.` };
  return null;
}

const namesIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(match => match[1] as string);

/** One line without control characters, which could add headers or hide text. */
const tidy = (value: string) => value.replace(NOT_IN_A_LINE, ' ').trim();

export const fill = (text: string, values: Values): string =>
  text.replace(PLACEHOLDER, (_, name: string) => tidy(values[name] ?? ''));

export type Block = { kind: 'heading' | 'paragraph'; text: string } | { kind: 'button'; label: string; href: string };

const BUTTON = /^\[([^\]]+)\]\((\{[a-z]+\}|https?:\/\/\S+)\)$/;

/** The filled body as blocks. Paragraphs and buttons that nothing was filled into are left out. */
export function blocksOf(body: string, values: Values): Block[] {
  return body
    .replace(/\r\n/g, '\n')
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.trim())
    .flatMap((paragraph): Block[] => {
      const button = BUTTON.exec(paragraph);
      if (button) {
        const href = fill(button[2] as string, values);
        return isWebAddress(href) ? [{ kind: 'button', label: fill(button[1] as string, values), href }] : [];
      }
      const heading = paragraph.startsWith('# ');
      const text = paragraph
        .replace(/^# /, '')
        .split('\n')
        .map(line => fill(line, values).trim())
        .join('\n')
        .trim();
      return text === '' ? [] : [{ kind: heading ? 'heading' : 'paragraph', text }];
    });
}

const isWebAddress = (text: string) => /^https?:\/\/[^\s<>"]+$/.test(text);

/** The plain part. */
export function textOf(blocks: readonly Block[], footer: string): string {
  const lines = blocks.map(block => (block.kind === 'button' ? `${block.label}:\n${block.href}` : block.text));
  return `${lines.join('\n\n')}\n\n-- \n${footer}\n`;
}

export interface Face {
  site: string;
  language: string;
  /** Address of the logo's picture, `cid:` in mails; null without one. */
  logo: string | null;
  accent: { light: string; on: string; dark: string; darkOn: string };
  footer: string;
  /** Said under a button, before its address. */
  orCopy: string;
}

const FONT = `'Hanken Grotesk',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif`;

/** The HTML part in the shipped layout. Everything that is filled in is escaped. */
export function htmlOf(layout: string, subject: string, blocks: readonly Block[], face: Face): string {
  const first = blocks.find(block => block.kind === 'paragraph');
  const parts: Record<string, string> = {
    language: face.language,
    subject: escaped(subject),
    preheader: first?.kind === 'paragraph' ? escaped(first.text) : '',
    'accent-dark': face.accent.dark,
    'accent-dark-on': face.accent.darkOn,
    logo: face.logo
      ? `<td style="padding-right:12px;"><img src="${escaped(face.logo)}" alt="" height="36" style="display:block;height:36px;width:auto;max-width:120px;border-radius:8px;"></td>`
      : '',
    site: escaped(face.site),
    content: blocks.map(block => htmlOfBlock(block, face)).join('\n'),
    footer: escaped(face.footer).replaceAll('\n', '<br>'),
  };
  return layout.replace(/\{\{([a-z-]+)\}\}/g, (_, name: string) => parts[name] ?? '');
}

function htmlOfBlock(block: Block, { accent, orCopy }: Face): string {
  if (block.kind === 'button') {
    const href = escaped(block.href);
    return `<p style="margin:24px 0;"><a class="button" href="${href}" style="display:inline-block;padding:12px 22px;border-radius:8px;background:${accent.light};color:${accent.on};font:600 16px/24px ${FONT};text-decoration:none;">${escaped(block.label)}</a></p>
<p class="quiet" style="margin:0 0 20px;font:400 13px/20px ${FONT};color:#5d666c;">${escaped(orCopy)}<br><span style="word-break:break-all;">${href}</span></p>`;
  }
  if (block.kind === 'heading')
    return `<h1 class="ink" style="margin:0 0 16px;font:640 26px/32px ${FONT};letter-spacing:-.018em;color:#11181d;">${escaped(block.text)}</h1>`;
  return `<p class="ink" style="margin:0 0 16px;font:400 16px/25px ${FONT};color:#11181d;">${escaped(block.text).replaceAll('\n', '<br>')}</p>`;
}

export const escaped = (text: string): string =>
  text.replace(
    /[&<>"']/g,
    sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[sign] as string,
  );
