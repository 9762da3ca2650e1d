import type { ApiError } from '../../../server/platform/http/contract.ts';
import { type Language, readersLanguage } from '../messages/index.ts';
import { inWords, type Phrases } from './phrases.ts';

/** English is what the server speaks. */
const phrasesOf: Partial<Record<Language, () => Promise<Phrases>>> = {
  es: () => import('./es.ts').then(({ es }) => es),
};

/** What the server refused, in words of the reader. A language that cannot be fetched now is English. */
export async function readable(errors: readonly ApiError[]): Promise<ApiError[]> {
  const phrases = await phrasesOf[readersLanguage()]?.().catch(() => null);
  return inWords(errors, phrases ?? null);
}
