/** What a row of a file would do: pure. */
import { NOT_IN_A_LINE } from '../../platform/http/contract.ts';
import { Email, Role } from '../contract.ts';
import { foldEmail } from '../address-rules.ts';
import { type Cell, type Cells, corrected, type WrittenRow } from './cell-rules.ts';
import type { ImportedPerson, ImportField, ImportOptions, Problem, RowEdits, Verdict } from './contract.ts';

/** Somebody who is here already. */
export interface Present extends ImportedPerson {
  id: number;
  is_active: boolean;
}

/** What the rows are compared with. */
export interface Known {
  /** By folded address; only of the rows in question. */
  byEmail: ReadonlyMap<string, Present>;
  /** Addresses of people who have one of the rows' names, by folded name. */
  byName: ReadonlyMap<string, string>;
  /** Lines of the addresses that came before; filled by every row. */
  seen: Map<string, number>;
}

export interface JudgedRow {
  line: number;
  /** What was judged. */
  cells: Cells;
  edits: RowEdits;
  verdict: Verdict;
  person: ImportedPerson;
  before: Partial<ImportedPerson>;
  problems: Problem[];
  user_id: number | null;
}

const ROLE_WORDS: Record<Role, readonly string[]> = {
  student: ['learner', 'participant', 'trainee', 'estudiante', 'alumno', 'alumna', 'participante', 'aprendiz'],
  instructor: [
    'teacher',
    'trainer',
    'lecturer',
    'profesor',
    'profesora',
    'docente',
    'formador',
    'formadora',
    'instructora',
  ],
  mentor: ['mentora', 'coach', 'tutor', 'tutora'],
  corporate_representative: [
    'corporate representative',
    'representative',
    'representante',
    'representante corporativo',
    'representante de empresa',
  ],
  administrator: ['admin', 'administrador', 'administradora'],
};
const roleOf = new Map(
  Role.options.flatMap(role => [role, ...ROLE_WORDS[role]].map(word => [plainWord(word), role] as const)),
);

function plainWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** Roles as people write them; the words that are none. */
export function rolesOf(text: string): { roles: Role[]; unknown: string[] } {
  const parts = text.split(/[,;|/+\n]/).flatMap(part => {
    const known = roleOf.has(plainWord(part));
    return known ? [part] : part.split(/\s+/);
  });
  const words = parts.map(plainWord).filter(word => word !== '');
  const roles = Role.options.filter(role => words.some(word => roleOf.get(word) === role));
  return { roles, unknown: words.filter(word => !roleOf.has(word)) };
}

/** `Curie, Marie`, or `Marie Curie`: what stands last is the last name. */
export function namesOf(whole: string): { first: string; last: string } {
  const [last, first] = whole.split(',').map(part => part.trim());
  if (first !== undefined && last) return { first, last };
  const words = whole.trim().split(/\s+/);
  return words.length < 2
    ? { first: words[0] ?? '', last: '' }
    : { first: words.slice(0, -1).join(' '), last: words.at(-1) as string };
}

const LONGEST: Record<ImportField, number> = {
  email: 254,
  first_name: 80,
  last_name: 80,
  name: 160,
  roles: 200,
  organization: 120,
  phone: 40,
};
const FORMULA = /^[=+\-@]/;

/** Of what stands in no single cell. */
const NOWHERE = { column: '', value: '', field: null };

const problem = (
  code: Problem['code'],
  { column, value, field }: Pick<Cell, 'column' | 'value'> & { field: ImportField | null },
  reason: string,
  note = false,
): Problem => ({
  code,
  column,
  field,
  value: value.slice(0, 200),
  reason,
  note,
});

/** Judges one row; rows are given in the order of the file. */
export function judge({ line, cells: found, edits }: WrittenRow, options: ImportOptions, known: Known): JudgedRow {
  const cells = corrected(found, edits);
  const row = { line, cells: found, edits };
  const given = personOf(cells, options);
  const key = foldEmail(given.email);
  const present = known.byEmail.get(key);
  const named = rolesOf(cells.roles?.value ?? '');
  const problems = [
    ...troublesOf(cells, given, present),
    ...named.unknown.map(word => problem('ROLE_UNKNOWN', cells.roles as Cell, `There is no role “${word}”.`)),
    ...twice(line, key, cells, known.seen),
  ];
  const refused = { ...row, verdict: 'refused', person: given, before: {}, problems, user_id: null } as const;
  if (problems.length > 0) return refused;
  const target = !present ? given : options.existing === 'skip' ? asIs(present) : joined(present, given, named.roles);
  problems.push(...notesOf(cells, target, present, known));
  const base = { ...row, person: target, problems, user_id: present?.id ?? null };
  if (!present) return { ...base, verdict: 'new', before: {} };
  const before = differences(present, target);
  return { ...base, verdict: Object.keys(before).length > 0 ? 'changed' : 'unchanged', before };
}

function personOf(cells: Cells, options: ImportOptions): ImportedPerson {
  const whole = namesOf(cells.name?.value ?? '');
  const { roles } = rolesOf(cells.roles?.value ?? '');
  return {
    email: cells.email?.value ?? '',
    first_name: cells.first_name?.value || whole.first,
    last_name: cells.last_name?.value || whole.last,
    roles: roles.length > 0 ? roles : options.roles,
    organization: cells.organization?.value || options.organization,
    phone: cells.phone?.value || null,
  };
}

const NAMES = ['first_name', 'last_name'] as const;

/** What keeps a row out. A name may be missing for somebody whose name is known. */
function troublesOf(cells: Cells, person: ImportedPerson, present: Present | undefined): Problem[] {
  const troubles: Problem[] = [];
  const email = cells.email;
  if (!email) troubles.push(problem('COLUMN_MISSING', NOWHERE, 'No column holds the e-mail address.'));
  else if (email.value === '') troubles.push(problem('EMAIL_MISSING', email, 'The e-mail address is missing.'));
  else if (!Email.safeParse(email.value).success)
    troubles.push(problem('EMAIL_WRONG', email, `“${email.value}” is not an e-mail address like name@example.org.`));
  for (const name of NAMES) {
    if (person[name] !== '' || present) continue;
    const cell = cells[name] ?? cells.name;
    const reason = `The ${name === 'first_name' ? 'first' : 'last'} name is missing.`;
    troubles.push(
      cell ? problem('NAME_MISSING', { ...cell, field: name }, reason) : problem('COLUMN_MISSING', NOWHERE, reason),
    );
  }
  for (const [field, cell] of Object.entries(cells) as [ImportField, Cell][]) {
    const most = LONGEST[field];
    if (cell.value.length > most && field !== 'email')
      troubles.push(problem('TOO_LONG', cell, `It has ${cell.value.length} characters; ${most} are the most.`));
    if (cell.value.search(NOT_IN_A_LINE) !== -1)
      troubles.push(problem('CONTROL_CHARACTERS', cell, 'It holds characters that cannot be seen.'));
  }
  for (const name of NAMES)
    if (!cells[name] && person[name].length > LONGEST[name] && cells.name)
      troubles.push(
        problem('TOO_LONG', { ...cells.name, field: name }, `Part of it has more than ${LONGEST[name]} characters.`),
      );
  return troubles;
}

function twice(line: number, key: string, { email }: Cells, seen: Map<string, number>): Problem[] {
  if (key === '' || !email) return [];
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, line);
  return earlier === undefined ? [] : [problem('TWICE', email, `Line ${earlier} has this address already.`)];
}

/** What somebody should know who lets the row in. */
function notesOf(cells: Cells, person: ImportedPerson, present: Present | undefined, known: Known): Problem[] {
  const email = cells.email as Cell;
  const notes: Problem[] = [];
  const twin = present ? undefined : known.byName.get(plainName(person));
  if (twin) notes.push(problem('SAME_NAME', email, `Somebody of this name is here already, as ${twin}.`, true));
  if (person.roles.includes('administrator') && !present?.roles.includes('administrator')) {
    const cell = cells.roles ?? { ...NOWHERE, value: 'administrator' };
    notes.push(problem('BECOMES_ADMINISTRATOR', cell, 'This person becomes an administrator.', true));
  }
  if (present && !present.is_active)
    notes.push(problem('IS_SUSPENDED', email, 'This person is suspended and stays so.', true));
  for (const field of ['first_name', 'last_name', 'name', 'organization'] as const) {
    const cell = cells[field];
    if (cell && FORMULA.test(cell.value))
      notes.push(
        problem('FORMULA', cell, 'A spreadsheet would compute this. Here it is text, and stays text in exports.', true),
      );
  }
  return notes;
}

/** Names as they are searched; the same as in the list of people. */
export const plainName = ({ first_name, last_name }: Pick<ImportedPerson, 'first_name' | 'last_name'>): string =>
  `${first_name} ${last_name}`
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** Empty cells change nothing, and roles are added, never taken. */
function joined(present: Present, given: ImportedPerson, named: readonly Role[]): ImportedPerson {
  return {
    email: present.email,
    first_name: given.first_name || present.first_name,
    last_name: given.last_name || present.last_name,
    roles: Role.options.filter(role => present.roles.includes(role) || named.includes(role)),
    organization: given.organization ?? present.organization,
    phone: given.phone ?? present.phone,
  };
}

const asIs = ({ email, first_name, last_name, roles, organization, phone }: Present): ImportedPerson => ({
  email,
  first_name,
  last_name,
  roles,
  organization,
  phone,
});

/** What stands there now, of the fields that would change. */
export function differences(present: ImportedPerson, target: ImportedPerson): Partial<ImportedPerson> {
  const before: Partial<ImportedPerson> = {};
  if (target.first_name !== present.first_name) before.first_name = present.first_name;
  if (target.last_name !== present.last_name) before.last_name = present.last_name;
  if (target.organization !== present.organization) before.organization = present.organization;
  if (target.phone !== present.phone) before.phone = present.phone;
  if (target.roles.some(role => !present.roles.includes(role))) before.roles = present.roles;
  return before;
}
