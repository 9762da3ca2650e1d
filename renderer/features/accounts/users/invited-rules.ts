/** Addresses as people paste them, with the names that can be told from them: pure. */

export interface Pasted {
  email: string;
  first_name: string;
  last_name: string;
}

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;

/** What stands between separators; a comma inside quotation marks is none. */
const PART = /(?:"[^"\n]*"|[^,;\n])+/g;

/** One after the other, separated by commas, semicolons or lines; `Ana Torres <ana@example.org>` or the address alone. */
export function pastedPeople(text: string): { people: Pasted[]; wrong: string[] } {
  const people = new Map<string, Pasted>();
  const wrong: string[] = [];
  for (const part of (text.match(PART) ?? []).flatMap(each => each.trim() || [])) {
    const [, name = '', inner] = /^(.*)<([^>]*)>$/.exec(part) ?? [];
    const email = (inner ?? part).trim();
    if (ADDRESS.test(email)) people.set(email.toLowerCase(), { email, ...namesIn(name, email) });
    else wrong.push(part);
  }
  return { people: [...people.values()], wrong };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** From the name before the address, else from `ana.torres@`; the person puts it right when joining. */
function namesIn(name: string, email: string): Pick<Pasted, 'first_name' | 'last_name'> {
  const plain = name.replaceAll('"', '').trim();
  const [last, first] = plain.split(',').map(part => part.trim());
  if (first && last) return { first_name: first.slice(0, 80), last_name: last.slice(0, 80) };
  const words = plain === '' ? (email.split('@')[0] ?? '').split(/[._-]+/).map(capital) : plain.split(/\s+/);
  const known = words.filter(word => word !== '');
  return { first_name: (known[0] ?? email).slice(0, 80), last_name: known.slice(1).join(' ').slice(0, 80) };
}
