/** People, for whoever owns the machine. */
import { Email, NewPassword, Role, type User } from '../../accounts/contract.ts';
import { type Argument, type Command, command, misuse } from '../command.ts';
import { moment, table } from '../table.ts';
import type { AcademyTools } from '../tools.ts';

/** Whoever owns the machine stands above its accounts. */
const MACHINE = { userId: null };

const PERSON = { name: 'PERSON', help: 'E-mail address or number of the person.' } as const satisfies Argument;
const ROLES = { kind: 'text', value: 'ROLE', choices: Role.options, many: true } as const;

export const userCommands: Command[] = [
  command({
    name: 'user create',
    summary: 'Creates an account.',
    more: 'Without --password a strong one is made and printed once.',
    arguments: [],
    options: {
      email: { kind: 'text', value: 'ADDRESS', required: true, help: 'E-mail address to sign in with.' },
      'first-name': { kind: 'text', value: 'NAME', required: true, help: 'First name.' },
      'last-name': { kind: 'text', value: 'NAME', required: true, help: 'Last name.' },
      role: { ...ROLES, help: 'Role; may be given several times; student when left out.' },
      password: {
        kind: 'text',
        value: 'PASSWORD',
        help: 'At least 10 characters. Others on this machine may see it while it is typed.',
      },
    },
    example: 'user create --email maria@example.org --first-name Maria --last-name Silva --role instructor',
    async run({ options, tools }) {
      const person = {
        email: emailOf(options.email),
        first_name: nameOf('first-name', options['first-name']),
        last_name: nameOf('last-name', options['last-name']),
        roles: rolesOf(options.role.length > 0 ? options.role : ['student']),
        password: passwordOf(options.password),
      };
      const { people } = await tools.academy();
      const { user, password } = await people.create(person);
      return {
        data: { user, password },
        text: `${described(user)}\n${password ? `Password: ${password}` : ''}`.trim(),
      };
    },
  }),
  command({
    name: 'user list',
    summary: 'Lists the people of the academy.',
    arguments: [],
    options: {
      search: { kind: 'text', value: 'TEXT', help: 'Part of a name or an e-mail address.' },
      role: { kind: 'text', value: 'ROLE', choices: Role.options, help: 'Only people with this role.' },
      state: {
        kind: 'text',
        value: 'STATE',
        choices: ['active', 'invited', 'suspended'],
        help: 'Only accounts in this state.',
      },
      page: { kind: 'whole', value: 'NUMBER', min: 1, max: 1_000_000, fallback: 1, help: 'Page of the list.' },
      'per-page': { kind: 'whole', value: 'NUMBER', min: 1, max: 100, fallback: 50, help: 'People on a page.' },
    },
    example: 'user list --role administrator',
    async run({ options, tools }) {
      const { page, 'per-page': per_page, search } = options;
      const { accounts } = await tools.academy();
      const { items, total } = await accounts.list({
        page,
        per_page,
        search,
        role: options.role as Role | undefined,
        state: options.state as 'active' | 'invited' | 'suspended' | undefined,
        sort: 'name',
        order: 'asc',
      });
      const rows = items.map(user => [
        String(user.id),
        `${user.first_name} ${user.last_name}`,
        user.email,
        user.roles.join(', '),
        user.is_active ? (user.invited ? 'invited' : 'active') : 'suspended',
        moment(user.last_sign_in_at),
      ]);
      const heads = ['number', 'name', 'e-mail', 'roles', 'state', 'last sign-in'];
      const rest =
        total > items.length ? `\n${items.length} of ${total} people; --page ${page + 1} shows the next.` : '';
      return { data: { users: items, total, page, per_page }, text: table(rows, heads) + rest };
    },
  }),
  command({
    name: 'user reset-password',
    summary: 'Gives somebody a new password and signs them out everywhere.',
    more: 'Without --password a strong one is made and printed once.',
    arguments: [PERSON],
    options: { password: { kind: 'text', value: 'PASSWORD', help: 'At least 10 characters.' } },
    example: 'user reset-password maria@example.org',
    async run({ args, options, tools }) {
      const given = passwordOf(options.password);
      const academy = await tools.academy();
      const { user, password } = await academy.people.resetPassword(await idOf(args.PERSON, academy), given);
      const text = `New password of ${user.first_name} ${user.last_name}${password ? `: ${password}` : ' is set.'}`;
      return { data: { user, password }, text };
    },
  }),
  command({
    name: 'user reset-factors',
    summary: 'Removes the second factors and recovery codes of somebody who lost them.',
    more: 'Ask in person who it is before: from then on the password alone lets somebody in.',
    arguments: [PERSON],
    options: {},
    example: 'user reset-factors maria@example.org',
    async run({ args, tools }) {
      const academy = await tools.academy();
      const id = await idOf(args.PERSON, academy);
      await academy.factors.reset(id, MACHINE.userId);
      return { data: { id }, text: `Person ${id} has no second factor any more.` };
    },
  }),
  command({
    name: 'user unlock',
    summary: 'Unlocks an account that wrong passwords have locked, and forgets the wrong tries.',
    arguments: [PERSON],
    options: {},
    example: 'user unlock maria@example.org',
    async run({ args, tools }) {
      const academy = await tools.academy();
      const id = await idOf(args.PERSON, academy);
      await academy.signInRules.unlock(id, MACHINE);
      return { data: { user_id: id }, text: 'The account is unlocked.' };
    },
  }),
  command({
    name: 'user suspend',
    summary: 'Suspends an account and ends its sessions, or lifts the suspension.',
    arguments: [PERSON],
    options: { lift: { kind: 'flag', help: 'Lift the suspension instead.' } },
    example: 'user suspend maria@example.org',
    async run({ args, options, tools }) {
      const academy = await tools.academy();
      const user = await academy.accounts.setActive(await idOf(args.PERSON, academy), options.lift, MACHINE);
      return { data: { user }, text: described(user) };
    },
  }),
  command({
    name: 'user roles',
    summary: 'Replaces the roles of a person.',
    arguments: [PERSON],
    options: {
      role: { ...ROLES, required: true, help: 'Role that the person shall have; may be given several times.' },
    },
    example: 'user roles maria@example.org --role instructor --role administrator',
    async run({ args, options, tools }) {
      const academy = await tools.academy();
      const user = await academy.accounts.setRoles(await idOf(args.PERSON, academy), rolesOf(options.role), MACHINE);
      return { data: { user }, text: described(user) };
    },
  }),
];

function described({ id, first_name, last_name, email, roles, is_active }: User): string {
  return `${first_name} ${last_name} (${email}), number ${id}: ${roles.join(', ')}, ${is_active ? 'active' : 'suspended'}.`;
}

function idOf(person: string | undefined, { people }: AcademyTools): Promise<number> {
  return /^\d+$/.test(person ?? '') ? Promise.resolve(Number(person)) : people.idOf(person ?? '');
}

function emailOf(text: string): string {
  const { success, data } = Email.safeParse(text);
  return success ? data : misuse(`--email must be an address like name@example.org, not “${text}”.`);
}

function nameOf(option: string, text: string): string {
  const name = text.trim();
  return name !== '' && name.length <= 80 ? name : misuse(`--${option} must have 1 to 80 characters.`);
}

function passwordOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return NewPassword.safeParse(text).success ? text : misuse('--password must have 1 to 200 characters.');
}

/** The choices of the option are the roles. */
const rolesOf = (names: readonly string[]) => [...new Set(names)] as Role[];
