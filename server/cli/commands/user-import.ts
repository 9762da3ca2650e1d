/** People out of a CSV file, by the same rules as in the console. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Import, ImportRow } from '../../accounts/index.ts';
import { Role } from '../../accounts/contract.ts';
import { type Call, type Command, command } from '../command.ts';
import { followJob } from '../following.ts';
import { table } from '../table.ts';
import type { AcademyTools } from '../tools.ts';

/** Whoever owns the machine stands above its accounts. */
const MACHINE = { userId: null };
/** Rows that are told one by one in words; `--json` tells them all. */
const TOLD = 50;
const PAGE = 1000;

export const userImportCommands: Command[] = [
  command({
    name: 'user import',
    summary: 'Imports people from a CSV file.',
    more: 'Good rows are imported, bad ones are named with their line and the reason; then the exit code is 1. The console lists the import and can take it back for 30 days.',
    arguments: [{ name: 'FILE', help: 'CSV file with one person in each row.' }],
    options: {
      'dry-run': { kind: 'flag', help: 'Only say what would happen.' },
      'skip-existing': { kind: 'flag', help: 'Leave people who are here already as they are.' },
      invite: { kind: 'flag', help: 'Mail an invitation to everybody who is new.' },
      role: {
        kind: 'text',
        value: 'ROLE',
        choices: Role.options,
        many: true,
        help: 'Role of new people whose row names none; may be given several times; student when left out.',
      },
    },
    example: 'user import people.csv --dry-run',
    async run(call) {
      const { args, options, tools } = call;
      const path = args.FILE as string;
      const content = (await readFile(path)).toString('base64');
      const academy = await tools.academy();
      const { imports } = academy;
      const roles = [...new Set(options.role)] as Role[];
      const chosen = {
        existing: options['skip-existing'] ? ('skip' as const) : ('update' as const),
        welcome: options.invite ? ('mail' as const) : ('later' as const),
        ...(roles.length > 0 && { roles }),
      };
      const { id } = await imports.start({ name: basename(path), content, options: chosen }, MACHINE, null, false);
      await imports.look(id, contextOf(call));
      const preview = await imports.read(id);
      if (preview.state === 'refused') {
        await imports.remove(id);
        throw new Error(preview.reason ?? 'The file cannot be read.');
      }
      if (!options['dry-run'] && preview.figures.new + preview.figures.changed > 0) await applied(call, academy, id);
      const outcome = await told(academy, await imports.read(id), options['dry-run']);
      if (options['dry-run']) await imports.remove(id);
      return outcome;
    },
  }),
];

const contextOf = ({ screen, signal }: Pick<Call, 'screen' | 'signal'>) => ({
  signal,
  progress: (fraction: number, note?: string) => screen.progress(fraction, note),
});

async function applied(
  call: Pick<Call, 'tools' | 'screen' | 'signal'>,
  { imports, queue }: AcademyTools,
  id: number,
): Promise<void> {
  const served = (await call.tools.server()) !== null;
  const job = await imports.applyByHand(id, MACHINE, served);
  if (job === null) await imports.applyNow(id, contextOf(call));
  else await followJob(queue, job, call.screen, call.signal);
}

async function told({ imports }: AcademyTools, made: Import, dry: boolean) {
  const rows: ImportRow[] = [];
  for (let page = 1; ; page++) {
    const { items } = await imports.rows(made.id, { page, per_page: PAGE, noted: false });
    rows.push(...items);
    if (items.length < PAGE) break;
  }
  const { figures } = made;
  const troubles = rows.flatMap(row => row.problems.map(problem => ({ line: row.line, ...problem })));
  const lines = troubles.slice(0, TOLD).map(({ line, column, value, reason }) => [String(line), column, value, reason]);
  const rest = troubles.length > TOLD ? `\n… and ${troubles.length - TOLD} more; --json tells them all.` : '';
  const counts = `${figures.new} new, ${figures.changed} changed, ${figures.unchanged} unchanged, ${figures.refused} refused.`;
  const text = [
    dry ? 'Nothing was written. It would be:' : made.state === 'done' ? 'Imported:' : 'Nothing to import:',
    counts,
    ...(lines.length > 0 ? [`\n${table(lines, ['line', 'column', 'value', 'reason'])}${rest}`] : []),
  ].join(' ');
  const refused = figures.refused > 0 ? `${figures.refused} rows were refused.` : undefined;
  return { data: { import: made, rows }, text, ...(refused && { refused }) };
}
