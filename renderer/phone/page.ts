/** What the small pages share. They are for phones of any age: plain elements, no library, no sign-in. */

/** The language of the phone, of those we have. */
export const language: 'en' | 'es' = navigator.language.startsWith('es') ? 'es' : 'en';

/** Light or dark as the phone has it; the tokens know no other way. */
export function dress(): void {
  document.documentElement.lang = language;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    document.documentElement.dataset['mantineColorScheme'] = dark.matches ? 'dark' : 'light';
  };
  follow();
  dark.addEventListener('change', follow);
}

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and content; text is always text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/** The element that the page's own HTML has under this id. */
export function place(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no ${id}.`);
  return found;
}

/** `The name {name} works.` with its values. */
export const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Calls the API; rejects with the sentence of the server. */
export async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    method,
    cache: 'no-store',
    // Whoever is signed in on this phone: the page is for everybody.
    credentials: 'omit',
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (!response.ok) throw new Error(errors?.[0]?.message ?? String(response.status));
  return data;
}
