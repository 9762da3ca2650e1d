/** The record of who did what: whether it is intact, and taking it along. */
import { type FileHandle, open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LedgerFilter } from '../../ledger/contract.ts';
import type { Format } from '../../ledger/index.ts';
import { refuse } from '../../platform/errors/refusal.ts';
import { type Command, command, misuse } from '../command.ts';
import { span } from '../screen.ts';
import { timeOf } from '../times.ts';

const FORMATS = ['csv', 'json'];

export const ledgerCommands: Command[] = [
  command({
    name: 'ledger verify',
    summary: 'Verifies the record of who did what, entry by entry, and names the first broken one.',
    more: 'The exit code is 1 when it was tampered with. Works beside a running server.',
    arguments: [],
    options: {},
    example: 'ledger verify --json',
    async run({ tools, screen, signal }) {
      const { ledger } = await tools.academy();
      const verdict = await ledger.verify({ signal, progress: (done, note) => screen.progress(done, note) });
      const { trouble, entries, first, last, sealed, seconds } = verdict;
      if (trouble) return { data: verdict, text: '', refused: trouble.sentence };
      const seals = sealed > 0 ? `sealed up to entry ${sealed}` : 'not sealed yet';
      const text = `Intact: ${entries} entries, ${first} to ${last}, ${seals}; verified in ${span(seconds)}.`;
      return { data: verdict, text };
    },
  }),
  command({
    name: 'ledger export',
    summary:
      'Writes the record of who did what into a file: a table, or lines of JSON with which an outsider can verify it.',
    more: 'With an option that narrows it down an outsider can verify each entry, but not that none is left out.',
    arguments: [{ name: 'FILE', help: 'Where to; it must not exist yet.' }],
    options: {
      format: {
        kind: 'text',
        value: 'FORMAT',
        choices: FORMATS,
        help: '“csv” for people, “json” for verifying; csv unless told.',
      },
      action: { kind: 'text', value: 'KIND', help: 'Only acts of this kind, such as course or course.publish.' },
      who: { kind: 'text', value: 'NAME', help: 'Only what people did whose name holds this.' },
      text: { kind: 'text', value: 'TEXT', help: 'Only acts on people or courses of this name, or that changed this.' },
      address: { kind: 'text', value: 'ADDRESS', help: 'Only from this network address, or one that begins so.' },
      from: { kind: 'text', value: 'TIME', help: 'Only from this time on, such as 2026-11-21T08:00.' },
      to: { kind: 'text', value: 'TIME', help: 'Only up to this time.' },
    },
    example: 'ledger export ledger.ndjson --format json',
    async run({ args: { FILE: file }, options, tools }) {
      if (file === undefined) misuse('Say into which file.');
      const filter = filterOf(options);
      const { ledger } = await tools.academy();
      const target = await fresh(file);
      try {
        const pieces = ledger.pieces(filter, (options.format ?? 'csv') as Format);
        await pipeline(Readable.from(pieces), target.createWriteStream());
      } catch (error) {
        // Half a record would be taken for the whole.
        await rm(file, { force: true });
        throw error;
      }
      return { data: { file }, text: `The record is in ${file}.` };
    },
  }),
];

type Narrowed = Record<'action' | 'who' | 'text' | 'address' | 'from' | 'to', string | undefined>;

function filterOf({ action, who, text, address, ...options }: Narrowed): LedgerFilter {
  const times = { from: timeOf('--from', options.from), to: timeOf('--to', options.to) };
  const seen = LedgerFilter.safeParse({ action, who, text, address, ...times });
  if (seen.success) return seen.data;
  const [issue] = seen.error.issues;
  const name = String(issue?.path[0]);
  const advice = name === 'action' ? 'a kind like course, or an act like course.publish' : 'text of 1 to 100 letters';
  return misuse(`--${name} must be ${name === 'address' ? 'an address like 192.0.2.7, or its beginning' : advice}.`);
}

/** A new file for ourselves alone; refuses one that is there already. */
async function fresh(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'wx', 0o600);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      refuse('CONFLICT', `There is a file ${file} already. Choose another name, or remove it first.`);
    throw error;
  }
}
