/** The server's sentences in the reader's language: English as the server says them, others by the finding's code. */
import { use, useMemo } from 'react';
import type { Finding } from '../../../server/platform/health/contract.ts';
import { type Format, type Language, useFormat, useLanguage } from '../../platform/messages/index.ts';
import { fill } from '../../platform/messages/template.ts';

/** Sentences of one code: what was found, what it means, what to do, what stands on the button. Any may be missing. */
export type Sentences = { title: string; detail?: string; remedy?: string; label?: string };
export type Translated = {
  /** By code. */
  findings: Readonly<Record<string, Sentences>>;
  /** By the name of the check: what is looked at. */
  checks: Readonly<Record<string, string>>;
  events: Readonly<Record<string, string>>;
  advice: Readonly<Record<string, string>>;
};

const NOTHING: Translated = { findings: {}, checks: {}, events: {}, advice: {} };
const nothing = Promise.resolve(NOTHING);
/** A language that is added does not compile until it has these sentences too. */
const sources: Record<Exclude<Language, 'en'>, () => Promise<Translated>> = {
  es: () => import('./messages/findings-es.ts').then(({ es }) => es),
};
const loaded = new Map<Language, Promise<Translated>>();

/** The sentences of a language, fetched once; none for English, and none when they cannot be fetched. */
export function sentencesIn(language: Language): Promise<Translated> {
  if (language === 'en') return nothing;
  const known = loaded.get(language) ?? sources[language]().catch(() => NOTHING);
  loaded.set(language, known);
  return known;
}

/** Figures as the reader writes them; the ending of a name says what it is. */
export function written(values: Finding['values'], format: Format): Record<string, string> {
  const write = (name: string, value: string | number) => {
    if (typeof value === 'string') return name.endsWith('_at') ? format.dateTime(value) : value;
    if (name.endsWith('bytes')) return format.bytes(value);
    if (name.endsWith('_share')) return format.percent(value);
    if (name.endsWith('_seconds')) return format.duration(value);
    return format.number(value, { maximumFractionDigits: 1 });
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(name, value)]));
}

export interface Words {
  check(check: { name: string; title: string }): string;
  advice(step: { code: string; text: string; values: Finding['values'] }): string;
  finding(finding: Finding): { title: string; detail: string; remedy: string; label: string };
  event(event: { code: string; text: string; values: Finding['values']; minutes: number | null }): string;
}

/** Says everything with these sentences; what is missing is said as the server says it. */
export function wordsWith(translated: Translated, format: Format): Words {
  const said = (sentence: string | undefined, values: Record<string, string>, own: string) =>
    sentence === undefined ? own : fill(sentence, values, format.number);
  return {
    check: ({ name, title }) => translated.checks[name] ?? title,
    advice: ({ code, text, values }) => said(translated.advice[code], written(values, format), text),
    finding(finding) {
      const sentences = translated.findings[finding.code];
      const values = written(finding.values, format);
      return {
        title: said(sentences?.title, values, finding.title),
        detail: said(sentences?.detail, values, finding.detail),
        remedy: said(sentences?.remedy, values, finding.remedy?.text ?? ''),
        label: said(sentences?.label, values, finding.remedy?.label ?? ''),
      };
    },
    event({ code, text, values, minutes }) {
      const filled = written(values, format);
      const issue = said(translated.findings[String(values['finding'])]?.title, filled, String(values['title'] ?? ''));
      const length = format.duration((minutes ?? 0) * 60);
      return said(translated.events[code], { ...filled, length, issue }, text);
    },
  };
}

/** Suspends for a moment while another language is fetched. */
export function useFindingWords(): Words {
  const format = useFormat();
  const translated = use(sentencesIn(useLanguage()));
  return useMemo(() => wordsWith(translated, format), [translated, format]);
}
