/** The keys that seal what is stored encrypted. */
import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Keys } from '../../privacy/contract.ts';
import { type Command, command, misuse } from '../command.ts';
import { moment, table } from '../table.ts';

export const keyCommands: Command[] = [
  command({
    name: 'keys list',
    summary: 'Lists the keys that seal what is stored encrypted, by their names.',
    arguments: [],
    options: {},
    example: 'keys list --json',
    async run({ tools }) {
      const { keys } = await tools.academy();
      const facts = await keys.read();
      return { data: facts, text: describe(facts) };
    },
  }),
  command({
    name: 'keys rotate',
    summary: 'Makes a new key, brings everything under it in the background, then retires the old one.',
    more: 'Everything stays readable meanwhile. Without a running server the work begins when one starts. A retired key only opens what comes out of older backups. Save the key file anew afterwards.',
    arguments: [],
    options: {},
    example: 'keys rotate',
    async run({ tools }) {
      const { keys } = await tools.academy();
      const facts = await keys.rotate({ userId: null });
      return { data: facts, text: describe(facts) };
    },
  }),
  command({
    name: 'keys save',
    summary: 'Saves the keys of the academy into a file locked with a passphrase, for a place apart from the backups.',
    more: 'Backups that are not encrypted leave the keys out. The file is not overwritten when it is there.',
    arguments: [{ name: 'FILE', help: 'Where to write it.' }],
    options: {
      passphrase: { kind: 'text', value: 'PASSPHRASE', help: 'That opens it, 12 characters or more.', required: true },
    },
    example: 'keys save /media/safe/keys.json --passphrase harbour-lantern-olive-42',
    async run({ args, options, tools }) {
      const path = resolve(args.FILE ?? '');
      if (options.passphrase.trim().length < 12) misuse('--passphrase must have 12 characters or more.');
      if (existsSync(path)) misuse(`${path} is there already. Name another file.`);
      const { backups } = await tools.academy();
      const { content } = await backups.saveKeys(options.passphrase);
      writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
      return {
        data: { path },
        text: `Saved the keys to ${path}. Keep it apart from the backups, and its passphrase apart from it.`,
      };
    },
  }),
];

function describe({ ids, changed_at, left, job_id }: Keys): string {
  const rows = ids.map((id, i) => [id, i === 0 ? 'in use' : 'opens older texts until all are under the new key']);
  const work = job_id === null ? '' : `\nJob ${job_id} brings ${left} texts under the key in use.`;
  return `${table(rows, ['key', 'state'])}\nLast changed ${moment(changed_at)}.${work}`;
}
