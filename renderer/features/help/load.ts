/** The help pages' texts, each fetched when it is opened. */
import { useQuery } from '@tanstack/react-query';
import type { HelpText } from './text.ts';
import { type Language, useLanguage } from '../../platform/messages/index.ts';

const files = import.meta.glob<HelpText>('../../../resources/help/*/*.md', { import: 'default' });

/** The text in the language, else in English; null when there is no such page. */
async function textOf(name: string, language: Language): Promise<HelpText | null> {
  const load =
    files[`../../../resources/help/${language}/${name}.md`] ?? files[`../../../resources/help/en/${name}.md`];
  return load ? load() : null;
}

export function useHelpText(name: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['help', 'text', language, name],
    queryFn: () => textOf(name, language),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
}

/** Titles of several pages, in the same order. */
export function useHelpTitles(names: readonly string[]) {
  const language = useLanguage();
  return useQuery({
    queryKey: ['help', 'titles', language, ...names],
    queryFn: () => Promise.all(names.map(async name => (await textOf(name, language))?.title ?? name)),
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
}
