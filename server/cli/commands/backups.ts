/** Backups, from this academy's places or from any folder. */
import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Lying } from '../../backups/index.ts';
import type { Restorable } from '../../restore/contract.ts';
import { type Argument, type Call, type Command, command, misuse } from '../command.ts';
import { followJob, lookingOn } from '../following.ts';
import { span } from '../screen.ts';
import { bytes, moment, table } from '../table.ts';
import type { GivenKeys, Tools } from '../tools.ts';

const BACKUP = {
  name: 'BACKUP',
  help: 'Id of the backup, as “backup list” shows it, or the path of its folder.',
} as const satisfies Argument;
const PASSPHRASE = {
  kind: 'text',
  value: 'PASSPHRASE',
  help: 'For an encrypted backup whose key is not on this machine.',
} as const;
const ID = /^\d{8}-\d{6}-[0-9a-f]{4}$/;

export const backupCommands: Command[] = [
  command({
    name: 'backup create',
    summary: 'Makes a backup in every place, and proves each by restoring it into a scratch place.',
    more: 'The exit code is 1 when it was made but could not be proved.',
    arguments: [],
    options: { reason: { kind: 'text', value: 'TEXT', help: 'Why, for the list.' } },
    example: 'backup create --reason "Before the new course"',
    async run(call) {
      const { options, tools } = call;
      const { backups, queue } = await tools.academy();
      const reason = options.reason ?? null;
      const before = (await backups.list({ page: 1, per_page: 1 })).items[0]?.id ?? '';
      if (await tools.server()) await followJob(queue, await backups.requestMake(reason), call.screen, call.signal);
      else await backups.make(reason, contextOf(call));
      const [made] = (await backups.list({ page: 1, per_page: 1 })).items;
      if (!made || made.id <= before) throw new Error('The backup was not made.');
      return outcomeOf(made);
    },
  }),
  command({
    name: 'backup list',
    summary: 'Lists the backups, newest first.',
    arguments: [],
    options: {
      page: { kind: 'whole', value: 'NUMBER', min: 1, max: 1_000_000, fallback: 1, help: 'Page of the list.' },
      'per-page': { kind: 'whole', value: 'NUMBER', min: 1, max: 100, fallback: 50, help: 'Backups on a page.' },
    },
    example: 'backup list',
    async run({ options, tools }) {
      const { page, 'per-page': per_page } = options;
      const { backups } = await tools.academy();
      const { items, total } = await backups.list({ page, per_page });
      const rows = items.map(backup => [
        backup.id,
        moment(backup.made_at),
        backup.kind,
        bytes(backup.bytes),
        backup.state === 'proved' ? `proved ${moment(backup.proved_at)}` : backup.state,
        backup.path,
      ]);
      return {
        data: { backups: items, total, page, per_page },
        text:
          rows.length > 0 ? table(rows, ['id', 'made', 'kind', 'size', 'proof', 'path']) : 'There are no backups yet.',
      };
    },
  }),
  command({
    name: 'backup prove',
    summary: 'Restores a backup into a scratch place, compares it, serves it and tries it.',
    more: 'The exit code is 1 when it could not be proved.',
    arguments: [BACKUP],
    options: { passphrase: PASSPHRASE },
    example: 'backup prove 20261121-031200-4f9a',
    async run(call) {
      const { args, options, tools } = call;
      const { backups, queue } = await tools.academy();
      const given = backupGiven(args.BACKUP);
      const own = await ownBackup(tools, given);
      if (own === null) {
        const proof = await backups.proveIn(given.folder ?? '', given.id, options.passphrase, contextOf(call));
        const wrong = proof.steps.find(step => !step.ok);
        const data = {
          id: given.id,
          path: args.BACKUP,
          proved: proof.ok,
          proved_seconds: proof.seconds,
          steps: proof.steps,
        };
        const refused = proof.ok ? {} : { refused: `${wrong?.name ?? 'The backup'}: ${wrong?.detail ?? 'not proved'}` };
        return { data, text: proof.ok ? `Proved restorable, ${span(proof.seconds)}.` : '', ...refused };
      }
      if (await tools.server()) await followJob(queue, await backups.requestProof(own), call.screen, call.signal);
      else await backups.prove(own, contextOf(call));
      return outcomeOf(await backups.find(own));
    },
  }),
  command({
    name: 'backup restore',
    summary:
      'Replaces the academy by a backup: drains, saves what is there, replaces, starts again, and goes back if anything fails.',
    more: 'Works without a server too, and when the database is damaged. The exit code is 1 when the academy is as it was before. Ctrl-C calls it off as long as nothing was replaced.',
    arguments: [BACKUP],
    options: {
      yes: { kind: 'flag', help: 'Really do it: everything since the backup is replaced.' },
      passphrase: {
        ...PASSPHRASE,
        help: 'For an encrypted backup whose key is not on this machine, or for the key file.',
      },
      keys: {
        kind: 'text',
        value: 'FILE',
        help: 'Key file of the academy, for a backup without its keys that comes from another machine.',
      },
      'without-keys': {
        kind: 'flag',
        help: 'The keys are lost: go on without what they seal (phone numbers, authenticator apps, passwords of servers).',
      },
    },
    example: 'backup restore 20261121-031200-4f9a --yes',
    async run({ args, options, tools, screen, signal }) {
      const found = await restorable(tools, backupGiven(args.BACKUP));
      if (!options.yes)
        misuse(`This replaces the academy by “${found.academy}” of ${moment(found.made_at)}. Add --yes to do it.`);
      const given = { passphrase: options.passphrase ?? null, ...keysGiven(found, options) };
      const operation = await tools.restore(found, given, lookingOn(screen, signal));
      const data = { id: found.id, restored: operation.state === 'done', operation };
      if (operation.state === 'done') return { data, text: `Restored the backup of ${moment(found.made_at)}.` };
      const reason = operation.reason ?? 'The restore did not succeed.';
      return { data, text: '', refused: `${reason} The academy is as it was before.` };
    },
  }),
];

/** Where the backup has its keys, or this machine has them, nothing is needed. */
function keysGiven(
  { keys }: Restorable,
  options: { keys: string | undefined; passphrase: string | undefined; 'without-keys': boolean },
): Omit<GivenKeys, 'passphrase'> {
  if (keys !== 'missing') return { keys: null, withoutKeys: false };
  if (options.keys !== undefined) {
    if (options.passphrase === undefined) misuse('The key file needs its passphrase: add --passphrase.');
    return { keys: readFileSync(options.keys, 'utf8'), withoutKeys: false };
  }
  if (!options['without-keys'])
    misuse(
      'The keys of the academy are not in this backup, and those of this machine are others. Name the key file with --keys FILE, or add --without-keys: then phone numbers, authenticator apps and passwords of servers are lost.',
    );
  return { keys: null, withoutKeys: true };
}

/** Whatever is not cancelled goes on; the line of progress shows how far it is. */
function contextOf({ screen, signal }: Pick<Call, 'screen' | 'signal'>) {
  return {
    signal,
    async progress(fraction: number, note?: string) {
      signal.throwIfAborted();
      screen.progress(fraction, note);
    },
  };
}

function outcomeOf({ id, path, bytes: size, state, proof_seconds, proof_reason }: Lying) {
  const proved = state === 'proved';
  return {
    data: { id, path, bytes: size, proved, proved_seconds: proof_seconds },
    text: `${path}\n${id}, ${bytes(size)}${proved ? `, proved restorable, ${span(proof_seconds ?? 0)}.` : '.'}`,
    ...(proved ? {} : { refused: proof_reason ?? 'The backup is not proved.' }),
  };
}

interface Given {
  id: string;
  /** The folder of backups in which it lies; null when only its id was given. */
  folder: string | null;
}

/** `<folder>/<kind>/<id>`, or the id alone. */
function backupGiven(text: string | undefined): Given {
  const path = text ?? '';
  const id = basename(path);
  if (!ID.test(id)) misuse(`BACKUP must be an id like 20261121-031200-4f9a or the path of its folder, not “${path}”.`);
  return { id, folder: path === id ? null : dirname(dirname(resolve(path))) };
}

async function ownBackup(tools: Tools, { id, folder }: Given): Promise<string | null> {
  if (folder === null) return id;
  const own = await tools.restorable(null);
  return own.some(backup => backup.id === id) && tools.ownPlaces().includes(folder) ? id : null;
}

async function restorable(tools: Tools, { id, folder }: Given): Promise<Restorable> {
  const isOwn = folder === null || tools.ownPlaces().includes(folder);
  const found = (await tools.restorable(isOwn ? null : folder)).find(backup => backup.id === id);
  if (!found)
    throw new Error(`There is no backup ${id} ${folder === null ? 'in the places of this academy' : `in ${folder}`}.`);
  return found;
}
