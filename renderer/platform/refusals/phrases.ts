/** What the server says when it refuses, for readers of another language. Pure. */
import type { ErrorCode } from '../../../server/platform/errors/contract.ts';
import type { ApiError } from '../../../server/platform/http/contract.ts';

export interface Phrases {
  /** The server's own sentences, word by word; `{name}` stands for what changes and comes back where it is named again. */
  sentences: Readonly<Record<string, string>>;
  /** For any other sentence of a code that says enough by itself. */
  codes: Readonly<Partial<Record<ErrorCode | 'OFFLINE', string>>>;
}

/** The same errors in words for people: without the field's path before them, and translated where there are phrases. */
export function inWords(errors: readonly ApiError[], phrases: Phrases | null): ApiError[] {
  return errors.map(error => {
    const path = `${error.field}: `;
    const sentence = error.field && error.message.startsWith(path) ? error.message.slice(path.length) : error.message;
    return { ...error, message: phrases ? translated(error.code, sentence, phrases) : sentence };
  });
}

function translated(code: string, sentence: string, { sentences, codes }: Phrases): string {
  const same = sentences[sentence];
  if (same !== undefined) return same;
  for (const [pattern, words] of Object.entries(sentences)) {
    const values = pattern.includes('{') ? valuesIn(sentence, pattern) : null;
    if (values) return words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  }
  return codes[code as ErrorCode] ?? sentence;
}

/** What stands in the places of a pattern; null where the sentence is another one. */
function valuesIn(sentence: string, pattern: string): Record<string, string> | null {
  const values: Record<string, string> = {};
  const parts = pattern.split(/\{(\w+)\}/);
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) continue;
    const isLast = index === parts.length - 1;
    const found = isLast ? sentence.length - part.length : sentence.indexOf(part, at);
    if (found < at || !sentence.startsWith(part, found) || (index === 0 && found > 0)) return null;
    if (index > 0) values[parts[index - 1] as string] = sentence.slice(at, found);
    at = found + part.length;
  }
  return values;
}
