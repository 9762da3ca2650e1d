import { createElement, Fragment, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import { onPreferences, preferences } from '../preferences.ts';
import { createFormat, type Format } from './format.ts';
import {
  type Catalogue,
  fill,
  formFor,
  type Message,
  type NamesOf,
  partsOf,
  type Translation,
  type Values,
} from './template.ts';

export type { Format, Moment } from './format.ts';

/** Languages with a catalogue. English is complete by type; others fall back to it message by message. */
export type Language = 'en' | 'es';
export const languages: Record<Language, string> = { en: 'English', es: 'Español' };

/** A feature's words: English in the feature's own chunk, other languages fetched when first read. */
export type Messages<C extends Catalogue> = {
  en: C;
  load: Partial<Record<Language, () => Promise<Translation<C>>>>;
};

/** Declares a feature's words; keys start with the feature's name: `'learning.continue'`. */
export function defineMessages<const C extends Catalogue>(
  en: C,
  load: Partial<Record<Exclude<Language, 'en'>, () => Promise<Translation<C>>>> = {},
): Messages<C> {
  return { en, load };
}

type Arguments<M extends Message, V> = [NamesOf<M>] extends [never] ? [] : [values: Values<M, V>];

/** Says a message: `t('learning.continue', { minutes: 11 })`; `t.rich` takes elements and gives them back in place. */
export type Translate<C extends Catalogue> = {
  <Key extends keyof C & string>(key: Key, ...values: Arguments<C[Key], string | number>): string;
  rich: <Key extends keyof C & string>(key: Key, ...values: Arguments<C[Key], ReactNode>) => ReactNode;
};

/** The reader's language: the chosen one, else the first of the browser's that has a catalogue, else the academy's. */
export function languageOf(chosen: string, offered: readonly string[], academys: Language = 'en'): Language {
  const known = (tag: string): tag is Language => tag in languages;
  if (known(chosen)) return chosen;
  return offered.map(tag => tag.split('-')[0] ?? '').find(known) ?? academys;
}

/** The reader's locale: the browser's own variant of the language where it has one, else a neutral one. */
export function localeOf(language: Language, offered: readonly string[]): string {
  return offered.find(tag => tag.split('-')[0] === language) ?? { en: 'en-GB', es: 'es' }[language];
}

const offered = (): readonly string[] => (typeof navigator === 'undefined' ? [] : navigator.languages);
let academys: Language = 'en';
/** The reader's language now, for what is said outside of a screen. */
export const readersLanguage = (): Language => languageOf(preferences().language, offered(), academys);

/** Tells the academy's own language, for readers whose browser asks for none that there is. Before the first page is drawn. */
export function setAcademysLanguage(language: Language): void {
  academys = language;
}

const loaded = new WeakMap<object, Map<Language, Promise<object>>>();
const noTranslation = {};
const nothing = Promise.resolve(noTranslation);

function translationOf(words: Messages<Catalogue>, language: Language): Promise<object> {
  const load = words.load[language];
  if (!load) return nothing;
  const known = loaded.get(words) ?? new Map<Language, Promise<object>>();
  loaded.set(words, known);
  // A language that cannot be fetched (no connection) is English for now, and is asked for again next time.
  const asked = known.get(language) ?? load().catch(() => (known.delete(language), {}));
  known.set(language, asked);
  return asked;
}

const formats = new Map<string, Format>();

/** The formats for a locale and time zone, made once. */
export function formatFor(locale: string, timeZone: string | undefined): Format {
  const id = `${locale} ${timeZone}`;
  const format = formats.get(id) ?? createFormat(locale, timeZone);
  formats.set(id, format);
  return format;
}

/** Builds `t` from a catalogue and a translation: pure, so that it also serves outside React. */
export function translate<C extends Catalogue>(
  en: C,
  translation: object,
  locale: string,
  language: Language,
): Translate<C> {
  const format = formatFor(locale, undefined);
  const sentence = (key: string, values: Record<string, unknown>) => {
    const own = (translation as Catalogue)[key];
    // English rules choose among English forms, also when the reader's language lacks the message.
    const rules = new Intl.PluralRules(own === undefined ? 'en' : language);
    return formFor(own ?? en[key] ?? key, values.count, rules);
  };
  const t = (key: string, values: Record<string, string | number> = {}) =>
    fill(sentence(key, values), values, format.number);
  const rich = (key: string, values: Record<string, ReactNode> = {}) =>
    partsOf(sentence(key, values)).map((part, index) => {
      const value = index % 2 ? values[part] : part;
      return createElement(Fragment, { key: index }, typeof value === 'number' ? format.number(value) : value);
    });
  return Object.assign(t, { rich }) as Translate<C>;
}

/** The reader's language, following the preference. */
export const useLanguage = (): Language => useSyncExternalStore(onPreferences, readersLanguage, () => 'en');

/** `t` for a feature's words. Suspends for a moment while another language is fetched. */
export function useMessages<C extends Catalogue>(words: Messages<C>): Translate<C> {
  const language = useLanguage();
  const translation = words.load[language] ? use(translationOf(words as never, language)) : noTranslation;
  return useMemo(
    () => translate(words.en, translation, localeOf(language, offered()), language),
    [words, translation, language],
  );
}

/** Numbers, dates and durations as the reader writes them. */
export function useFormat(): Format {
  const language = useLanguage();
  const zone = useSyncExternalStore(
    onPreferences,
    () => preferences().timeZone,
    () => 'system',
  );
  return formatFor(localeOf(language, offered()), zone === 'system' ? undefined : zone);
}
