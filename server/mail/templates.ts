/** What the messages say: shipped texts, or what an administrator wrote instead, filled in and dressed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accentFor } from '../platform/colour/contract.ts';
import { RESOURCES_FOLDER } from '../platform/config/places.ts';
import { MailLanguage, type Preview, type Template, TemplateName, type TemplateValues } from './contract.ts';
import type { StoredWording } from './repository.ts';
import { blocksOf, fill, htmlOf, placeholdersOf, textOf, type Wording, wordingOf } from './template-rules.ts';

/** How the academy looks in its mails. */
export interface SiteFace {
  name: string;
  accentHue: number | null;
  language: MailLanguage;
  support: string;
  hasLogo: boolean;
}

const shipped = new Map<string, string>();

function file(path: string): string {
  const known = shipped.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(join(RESOURCES_FOLDER, 'mail', path), 'utf8');
  shipped.set(path, text);
  return text;
}

export const shippedWording = (template: TemplateName, language: MailLanguage): Wording =>
  wordingOf(file(`${language}/${template}.txt`));

const WORDS: Record<
  MailLanguage,
  { orCopy: string; sentBy: (site: string) => string; help: (support: string) => string }
> = {
  en: {
    orCopy: 'If the button does not work, copy this address into your browser:',
    sentBy: site => `Sent by ${site}.`,
    help: support => `Questions? ${support}`,
  },
  es: {
    orCopy: 'Si el botón no funciona, copie esta dirección en su navegador:',
    sentBy: site => `Enviado por ${site}.`,
    help: support => `¿Preguntas? ${support}`,
  },
};

/** `logo` is the address of the picture: `cid:logo` in a mail, a data address in a preview. */
export function dress(
  { subject, body }: Wording,
  values: Readonly<Record<string, string>>,
  site: SiteFace,
  language: MailLanguage,
  logo: string | null,
): Preview {
  const all = { ...values, site: site.name, support: site.support };
  const words = WORDS[language];
  const footer = [words.sentBy(site.name), ...(site.support ? [words.help(site.support)] : [])].join('\n');
  const blocks = blocksOf(body, all);
  const filled = fill(subject, all).slice(0, 300);
  const face = { site: site.name, language, logo, accent: accentFor(site.accentHue), footer, orCopy: words.orCopy };
  return { subject: filled, text: textOf(blocks, footer), html: htmlOf(file('layout.html'), filled, blocks, face) };
}

const DEVICE_SAMPLE = {
  en: {
    name: 'Amara',
    device: 'Firefox on Windows',
    address: '192.168.1.40',
    time: '23 November 2026, 09:00',
    link: 'https://example.org/me/security',
  },
  es: {
    name: 'Amara',
    device: 'Firefox en Windows',
    address: '192.168.1.40',
    time: '23 de noviembre de 2026, 9:00',
    link: 'https://example.org/me/security',
  },
};

/** Values for trying a text out. */
const SAMPLES: { [T in TemplateName]: Record<MailLanguage, TemplateValues[T]> } = {
  invitation: {
    en: {
      name: 'Amara',
      link: 'https://example.org/welcome#sample',
      until: '28 November, 09:00',
      inviter: 'Marisol Vega',
    },
    es: {
      name: 'Amara',
      link: 'https://example.org/welcome#sample',
      until: '28 de noviembre, 9:00',
      inviter: 'Marisol Vega',
    },
  },
  password: {
    en: { name: 'Amara', link: 'https://example.org/welcome#sample', until: 'tomorrow, 09:00' },
    es: { name: 'Amara', link: 'https://example.org/welcome#sample', until: 'mañana, 9:00' },
  },
  'password-changed': {
    en: { name: 'Amara', link: 'https://example.org/' },
    es: { name: 'Amara', link: 'https://example.org/' },
  },
  'verify-email': {
    en: { link: 'https://example.org/verify-email#sample', until: 'tomorrow, 09:00' },
    es: { link: 'https://example.org/verify-email#sample', until: 'mañana, 9:00' },
  },
  'account-exists': {
    en: { link: 'https://example.org/forgotten' },
    es: { link: 'https://example.org/forgotten' },
  },
  'email-change-old': {
    en: {
      name: 'Amara',
      address: 'amara@example.org',
      link: 'https://example.org/confirm-email#sample',
      until: 'tomorrow, 09:00',
    },
    es: {
      name: 'Amara',
      address: 'amara@example.org',
      link: 'https://example.org/confirm-email#sample',
      until: 'mañana, 9:00',
    },
  },
  'email-change-new': {
    en: {
      name: 'Amara',
      address: 'ama@example.com',
      link: 'https://example.org/confirm-email#sample',
      until: 'tomorrow, 09:00',
    },
    es: {
      name: 'Amara',
      address: 'ama@example.com',
      link: 'https://example.org/confirm-email#sample',
      until: 'mañana, 9:00',
    },
  },
  'email-changed': {
    en: { name: 'Amara', address: 'amara@example.org', link: 'https://example.org/sign-in' },
    es: { name: 'Amara', address: 'amara@example.org', link: 'https://example.org/sign-in' },
  },
  'account-closed': {
    en: { name: 'Amara', link: 'https://example.org/return#sample', until: 'tomorrow, 09:00' },
    es: { name: 'Amara', link: 'https://example.org/return#sample', until: 'mañana, 9:00' },
  },
  'account-unused': {
    en: { name: 'Amara', link: 'https://example.org/sign-in', until: '21 December 2026' },
    es: { name: 'Amara', link: 'https://example.org/sign-in', until: '21 de diciembre de 2026' },
  },
  'session-reused': { en: DEVICE_SAMPLE.en, es: DEVICE_SAMPLE.es },
  'new-device': { en: DEVICE_SAMPLE.en, es: DEVICE_SAMPLE.es },
  'factors-changed': {
    en: { name: 'Amara', link: 'https://example.org/' },
    es: { name: 'Amara', link: 'https://example.org/' },
  },
  'factors-reset': {
    en: { name: 'Amara', link: 'https://example.org/' },
    es: { name: 'Amara', link: 'https://example.org/' },
  },
  alert: {
    en: {
      title: 'The backup disk is not connected.',
      detail: 'The last backup is from Tuesday, 02:00.',
      remedy: 'Plug the disk in; the backup then runs by itself.',
      link: 'https://example.org/console/health',
    },
    es: {
      title: 'El disco de las copias no está conectado.',
      detail: 'La última copia es del martes a las 2:00.',
      remedy: 'Conecte el disco; la copia se hace después por sí sola.',
      link: 'https://example.org/console/health',
    },
  },
  test: { en: { server: 'mail.example.org' }, es: { server: 'mail.example.org' } },
};

export const sampleValues = (template: TemplateName, language: MailLanguage): Record<string, string> => ({
  ...SAMPLES[template][language],
});

/** Every text in every language, as it is in force. */
export function allTemplates(stored: readonly StoredWording[]): Template[] {
  return TemplateName.options.flatMap(template =>
    MailLanguage.options.map(language => {
      const own = stored.find(one => one.template === template && one.language === language);
      return describeTemplate(template, language, own);
    }),
  );
}

export function describeTemplate(template: TemplateName, language: MailLanguage, own: Wording | undefined): Template {
  const { subject, body } = own ?? shippedWording(template, language);
  const { required, optional } = placeholdersOf[template];
  const placeholders = [
    ...required.map(name => ({ name, required: true })),
    ...optional.map(name => ({ name, required: false })),
  ];
  return { template, language, subject, body, changed: own !== undefined, placeholders };
}
