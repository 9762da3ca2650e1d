/** One message: a sentence with `{names}`, or its plural forms chosen by the number `count`. */
export type PluralForms = { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };
export type Message = string | PluralForms;
export type Catalogue = Readonly<Record<string, Message>>;

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type FormsOf<M> = M extends string ? M : M extends PluralForms ? M[keyof M & keyof PluralForms] : never;
/** The names a message wants filled; plural forms always want `count`. */
export type NamesOf<M extends Message> = Names<FormsOf<M>> | (M extends string ? never : 'count');
export type Values<M extends Message, V = string | number> = {
  [Name in NamesOf<M>]: Name extends 'count' ? number : V;
};

/** A translation: same keys, any may be missing (English is shown), plural forms as its own language needs. */
export type Translation<C extends Catalogue> = {
  readonly [Key in keyof C]?: C[Key] extends string ? string : PluralForms;
};

/** The sentence for a count in a language; an exact 0 uses `zero` where the message has one. */
export function formFor(message: Message, count: unknown, rules: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  if (count === 0 && message.zero !== undefined) return message.zero;
  return message[rules.select(Number(count))] ?? message.other;
}

/** The sentence cut at its `{names}`: plain text at even places, names at odd ones. */
export const partsOf = (sentence: string): string[] => sentence.split(/\{(\w+)\}/);

/** The sentence with its names filled; numbers are written as `write` says. */
export function fill(
  sentence: string,
  values: Readonly<Record<string, string | number | undefined>>,
  write: (value: number) => string,
): string {
  return partsOf(sentence)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const value = values[part];
      return typeof value === 'number' ? write(value) : (value ?? `{${part}}`);
    })
    .join('');
}
