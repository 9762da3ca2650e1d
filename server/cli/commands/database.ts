/** Where the academy's data are, and moving them from SQLite to PostgreSQL and back. */
import { type DatabaseMove, PostgresAddress } from '../../database/contract.ts';
import type { DatabaseService } from '../../database/index.ts';
import { type Command, command, misuse } from '../command.ts';
import { lookingOn } from '../following.ts';
import { span } from '../screen.ts';
import { bytes, moment, table } from '../table.ts';

const NAMES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
type Engine = keyof typeof NAMES;

export const databaseCommands: Command[] = [
  command({
    name: 'db status',
    summary: 'Says which database the academy uses, how large it is and when it was moved.',
    arguments: [],
    options: {},
    example: 'db status --json',
    async run({ tools }) {
      const facts = await (await tools.academy()).database.read();
      const { engine, location, rows, last_move: move } = facts;
      const lines = [
        ['database', NAMES[engine]],
        ['where', location],
        ['size', `${bytes(facts.bytes)}, ${rows} rows`],
        ['last move', move ? `${moment(move.at)}, from ${NAMES[move.from]}; kept: ${move.kept}` : 'never'],
      ];
      return { data: facts, text: table(lines) };
    },
  }),
  command({
    name: 'db move',
    summary:
      'Moves the academy to another database: pauses, copies, compares every row, tries it, switches; goes back if anything fails.',
    more: 'Works without a server too. The original is kept, untouched. An address given by LYCEUM_MOVE_TO does not stand in the history of the shell. The exit code is 1 when the academy is as it was before. Ctrl-C calls it off as long as nothing was replaced.',
    arguments: [{ name: 'ENGINE', help: 'Where to: “postgres” or “sqlite”.' }],
    options: {
      url: {
        kind: 'text',
        value: 'ADDRESS',
        help: 'Of the empty PostgreSQL database, like postgres://name:password@host:5432/lyceum; otherwise LYCEUM_MOVE_TO says it.',
      },
      yes: { kind: 'flag', help: 'Really do it: nobody can work meanwhile.' },
    },
    example: 'db move postgres --yes',
    async run({ args, options, tools, screen, signal }) {
      const wish = wishOf(args.ENGINE, options.url ?? tools.moveAddress());
      if (!options.yes)
        misuse(`This moves the academy to ${NAMES[wish.to]}; nobody can work meanwhile. Add --yes to do it.`);
      const { database } = await tools.academy();
      const request = await database.planFor(wish, null);
      const operation = await tools.operate(request, lookingOn(screen, signal));
      if (operation.state !== 'done') {
        const reason = operation.reason ?? 'The move did not succeed.';
        const refused = `${reason} The academy uses ${NAMES[wish.to === 'sqlite' ? 'postgres' : 'sqlite']} as before.`;
        return { data: { moved: false, move: null, operation }, text: '', refused };
      }
      const { last_move: move } = await (await tools.academy()).database.read();
      return { data: { moved: true, move, operation }, text: move ? describe(move) : '' };
    },
  }),
];

type Wish = Parameters<DatabaseService['planFor']>[0];

function wishOf(engine: string | undefined, address: string | undefined): Wish {
  if (!isEngine(engine)) misuse(`ENGINE must be postgres or sqlite, not “${engine}”.`);
  if (engine === 'sqlite') return { to: engine };
  if (address === undefined) misuse('Say where PostgreSQL is: with --url ADDRESS, or in LYCEUM_MOVE_TO.');
  const url = PostgresAddress.safeParse(address);
  if (!url.success) misuse('The address of the database must be like postgres://name:password@host:5432/lyceum.');
  return { to: engine, url: url.data };
}

const isEngine = (text: string | undefined): text is Engine => text === 'postgres' || text === 'sqlite';

function describe({ to, seconds, kept, tables }: DatabaseMove): string {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  return [
    table(
      tables.map(one => [one.name, String(one.rows)]),
      ['table', 'rows'],
    ),
    `Moved to ${NAMES[to]} in ${span(seconds)}: ${tables.length} tables, ${rows} rows, every one compared.`,
    `The original is kept: ${kept}`,
  ].join('\n');
}
