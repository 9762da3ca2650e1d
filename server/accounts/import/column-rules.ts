/** Which column of a file holds what: by its head, in English or Spanish, or by what stands in it. */
import type { ImportColumn, ImportField } from './contract.ts';

/** The likeliest head first. Heads after `…` are a guess that somebody should look at. */
const HEADS: Record<ImportField, readonly string[]> = {
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'correo',
    'correo electronico',
    'direccion de correo',
    'direccion de correo electronico',
    'work email',
    'primary email',
    'business email',
    'company email',
    'correo corporativo',
    'email corporativo',
    'user principal name',
    'upn',
    '…',
    'login',
    'username',
    'user name',
    'usuario',
    'nombre de usuario',
    'home email',
    'personal email',
    'correo personal',
    'contact',
    'contacto',
  ],
  first_name: [
    'first name',
    'firstname',
    'given name',
    'givenname',
    'forename',
    'nombre',
    'nombres',
    'nombre de pila',
    'primer nombre',
    '…',
    'first',
    'preferred name',
  ],
  last_name: [
    'last name',
    'lastname',
    'surname',
    'family name',
    'familyname',
    'apellido',
    'apellidos',
    'primer apellido',
    'sn',
    '…',
    'last',
    'family',
  ],
  name: [
    'full name',
    'fullname',
    'display name',
    'displayname',
    'nombre completo',
    'nombre y apellidos',
    'nombre y apellido',
    'apellidos y nombre',
    '…',
    'name',
    'employee name',
    'employee',
    'person',
    'participant',
    'participante',
    'empleado',
  ],
  roles: ['role', 'roles', 'rol', 'user role', 'user roles', '…', 'funcion', 'perfil', 'user type', 'type', 'tipo'],
  organization: [
    'organization',
    'organisation',
    'company',
    'organizacion',
    'empresa',
    'institution',
    'institucion',
    'employer',
    'entidad',
    '…',
    'department',
    'departamento',
    'division',
    'org unit path',
    'org unit',
    'school',
    'centro',
    'team',
    'equipo',
  ],
  phone: [
    'phone',
    'phone number',
    'telephone',
    'tel',
    'telefono',
    'mobile',
    'mobile phone',
    'movil',
    'telefono movil',
    'cell phone',
    'celular',
    'phone1',
    'work phone',
    '…',
    'phone2',
    'home phone',
    'recovery phone',
    'numero de telefono',
  ],
};

/** `E-Mail Address [Required]*` is `e mail address`. */
export function plainHead(head: string): string {
  return head
    .replace(/\[[^\]]*\]|\([^)]*\)/g, ' ')
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const looksLikeAddress = (cell: string) => ADDRESS.test(cell.trim());

/** A first line that holds an address is a person, not the heads of the columns. */
export const isHead = (cells: readonly string[]): boolean => !cells.some(looksLikeAddress);

interface Candidate {
  field: ImportField;
  index: number;
  rank: number;
  sure: boolean;
}

/** `head` is null when the file begins with people; `first` are some of its lines. */
export function columnsOf(head: readonly string[] | null, first: readonly (readonly string[])[]): ImportColumn[] {
  const width = Math.max(head?.length ?? 0, ...first.map(cells => cells.length));
  const samples = (index: number) =>
    first.flatMap(cells => (cells[index]?.trim() ? [cells[index].trim().slice(0, 80)] : [])).slice(0, 3);
  const chosen = head ? byHeads(head) : [];
  if (!chosen.some(({ field }) => field === 'email')) chosen.push(...byContent(width, first, chosen));
  // A column for the whole name is of use only where the names do not stand apart.
  const apart = ['first_name', 'last_name'].every(name => chosen.some(({ field }) => field === name));
  return Array.from({ length: width }, (_, index) => {
    const choice = chosen.find(each => each.index === index && !(apart && each.field === 'name'));
    const name = head?.[index]?.trim().slice(0, 120) ?? '';
    return { index, head: name, samples: samples(index), field: choice?.field ?? null, sure: choice?.sure ?? true };
  });
}

/** Each field goes to the column whose head is the likeliest for it; each column holds one field. */
function byHeads(head: readonly string[]): Candidate[] {
  const candidates = (Object.keys(HEADS) as ImportField[]).flatMap(field => {
    const heads = HEADS[field];
    const guesses = heads.indexOf('…');
    return head.flatMap((text, index) => {
      const rank = heads.indexOf(plainHead(text));
      return rank < 0 || rank === guesses ? [] : [{ field, index, rank, sure: rank < guesses }];
    });
  });
  const chosen: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => Number(b.sure) - Number(a.sure) || a.rank - b.rank))
    if (!chosen.some(({ field, index }) => field === candidate.field || index === candidate.index))
      chosen.push(candidate);
  return chosen;
}

/** The column most of whose cells are addresses. */
function byContent(width: number, first: readonly (readonly string[])[], taken: readonly Candidate[]): Candidate[] {
  const share = (index: number) => {
    const filled = first.map(cells => cells[index] ?? '').filter(cell => cell.trim() !== '');
    return filled.length === 0 ? 0 : filled.filter(looksLikeAddress).length / filled.length;
  };
  const index = Array.from({ length: width }, (_, i) => i).find(
    i => share(i) > 0.5 && !taken.some(candidate => candidate.index === i),
  );
  return index === undefined ? [] : [{ field: 'email', index, rank: 0, sure: false }];
}
