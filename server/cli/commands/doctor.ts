/** Every check of the health, here and now. */
import { type Command, command } from '../command.ts';
import { table } from '../table.ts';

const MARKS = { ok: 'ok', warning: 'warning', failing: 'failing' } as const;

export const doctorCommands: Command[] = [
  command({
    name: 'doctor',
    summary: 'Runs every check and says what to do about what it finds.',
    more: 'The exit code is 1 when a check fails; a warning alone is 0.',
    arguments: [],
    options: { all: { kind: 'flag', help: 'Show also what is well.' } },
    example: 'doctor --json',
    async run({ options, tools }) {
      const { doctor } = await tools.academy();
      const report = await doctor();
      const checks = report.checks.map(({ name, title: subject, since, finding }) => ({
        name,
        subject,
        since,
        ...finding,
      }));
      const failing = checks.filter(({ state }) => state === 'failing');
      const shown = checks.filter(({ state }) => options.all || state !== 'ok');
      const well = checks.length - checks.filter(({ state }) => state !== 'ok').length;
      const lines = shown.map(({ state, title, remedy }) => [MARKS[state], remedy ? `${title} ${remedy.text}` : title]);
      return {
        data: { state: report.state, checks },
        text: [table(lines), `${well} of ${checks.length} checks are well.`].filter(part => part !== '').join('\n'),
        ...(failing.length > 0 ? { refused: failing.map(({ title }) => title).join(' ') } : {}),
      };
    },
  }),
];
