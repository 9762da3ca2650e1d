/** New versions: what is offered, trying one on a copy, changing to it. */
import { resolve } from 'node:path';
import type { Rehearsal, Updates } from '../../updates/contract.ts';
import { type Argument, type Call, type Command, command, misuse, type Outcome } from '../command.ts';
import { followJob, lookingOn } from '../following.ts';
import { span } from '../screen.ts';
import { bytes, moment, table } from '../table.ts';

const FILE = {
  name: 'FILE',
  help: 'Package of the new version, as its publisher signed it.',
} as const satisfies Argument;

export const updateCommands: Command[] = [
  command({
    name: 'update status',
    summary: 'Says which version runs, which are offered and how the last updates ended.',
    arguments: [],
    options: {},
    example: 'update status --json',
    run: async ({ tools }) => outcomeOf(await (await tools.academy()).updates.read()),
  }),
  command({
    name: 'update check',
    summary: 'Asks the address where new versions are listed, now.',
    more: 'The exit code is 1 when it does not answer, or when no address is set.',
    arguments: [],
    options: {},
    example: 'update check',
    async run({ tools }) {
      const updates = await (await tools.academy()).updates.check();
      return { ...outcomeOf(updates), ...(updates.check_error ? { refused: updates.check_error } : {}) };
    },
  }),
  command({
    name: 'update rehearse',
    summary: 'Tries the new version of a package on a copy of the data, while people work; changes nothing.',
    more: 'Works without a server too. The exit code is 1 when the new version did not pass.',
    arguments: [FILE],
    options: {},
    example: 'update rehearse lyceum-1.1.0.update',
    async run(call) {
      const version = await take(call);
      const rehearsal = await rehearse(call, version);
      const steps = table(rehearsal.probes.map(({ name, ok, detail }) => [ok ? 'ok' : 'failing', name, detail]));
      const passed = { data: rehearsal, text: `${steps}\nLyceum ${version} was tried for ${span(rehearsal.seconds)}.` };
      return rehearsal.ok ? passed : { ...passed, refused: rehearsal.reason ?? `Lyceum ${version} did not pass.` };
    },
  }),
  command({
    name: 'update apply',
    summary:
      'Changes to the new version of a package: backs up, rehearses on a copy, switches; goes back if anything fails.',
    more: 'Needs a running server that its launcher started. The exit code is 1 when the version that ran before runs again. Ctrl-C calls it off as long as nothing was replaced.',
    arguments: [FILE],
    options: { yes: { kind: 'flag', help: 'Really do it: nobody can work for some minutes.' } },
    example: 'update apply lyceum-1.1.0.update --yes',
    async run(call) {
      const { options, tools, screen, signal } = call;
      if (!options.yes) misuse('This replaces the program; nobody can work for some minutes. Add --yes to do it.');
      if (!(await tools.server()))
        throw new Error(
          `No server runs with the data folder ${tools.dataFolder}. Start it first: it carries the update out.`,
        );
      const version = await take(call);
      const plan = await (await tools.academy()).updates.planFor(version, null);
      const operation = await tools.operate({ plan, secret: null }, lookingOn(screen, signal));
      const updated = operation.state === 'done';
      // After an update that stayed the data may be newer than this program; the server has noted that one itself.
      if (!updated) await (await tools.academy()).updates.noteEnd(operation);
      const data = { version, updated, operation };
      if (updated) return { data, text: `Lyceum ${version} runs.` };
      const reason = operation.reason ?? 'The update did not succeed.';
      return { data, text: '', refused: `${reason} Lyceum ${tools.version} runs as before.` };
    },
  }),
];

/** Takes the package over; answers the version in it. */
async function take({ args, tools }: Call<'FILE'>): Promise<string> {
  const { updates } = await tools.academy();
  return updates.takeFile(resolve(args.FILE ?? ''));
}

async function rehearse({ tools, screen, signal }: Call<'FILE'>, version: string): Promise<Rehearsal> {
  const { updates, queue } = await tools.academy();
  if (await tools.server()) await followJob(queue, (await updates.rehearse(version)).job_id, screen, signal);
  else await tools.rehearse(version, { signal, progress: (done, note) => screen.progress(done, note ?? undefined) });
  const { offers } = await updates.read();
  const rehearsal = offers.find(offer => offer.version === version)?.rehearsal;
  if (!rehearsal) throw new Error(`Lyceum ${version} was not rehearsed.`);
  return rehearsal;
}

/** Whether the server that runs can update itself is not known here: this process is not that server. */
function outcomeOf({ unable: _, ...updates }: Updates): Outcome {
  const { version, offers, history, checked_at } = updates;
  const facts = [
    ['version', version],
    ['last asked', moment(checked_at)],
  ];
  const offered = offers.map(offer => [
    offer.version,
    bytes(offer.size),
    offer.unfit ?? (offer.is_here ? 'here' : 'can be downloaded'),
    offer.rehearsal
      ? `rehearsed ${moment(offer.rehearsal.at)}: ${offer.rehearsal.ok ? 'ok' : offer.rehearsal.reason}`
      : '',
  ]);
  const past = history.map(one => [
    moment(one.ended_at),
    `${one.from} → ${one.version}`,
    one.outcome,
    one.reason ?? '',
  ]);
  const parts = [
    table(facts),
    ...(offered.length > 0 ? [table(offered, ['offered', 'size', 'package', 'rehearsal'])] : []),
    ...(past.length > 0 ? [table(past, ['ended', 'update', 'outcome', 'reason'])] : []),
  ];
  return { data: updates, text: parts.join('\n\n') };
}
