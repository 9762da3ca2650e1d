/** Updates as people see them: offers, packages, decisions; the work itself is done by jobs and by the operation. */
import { join } from 'node:path';
import { type Clock, DAY, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Job } from '../platform/jobs/contract.ts';
import { troubleWithUrl } from '../platform/net/address-rules.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { type Appliance, NO_LAUNCHER, type OperationReport } from '../supervisor/contract.ts';
import type { Offer, Updates } from './contract.ts';
import { findPackages } from './drives.ts';
import { readFeed } from './feed/feed.ts';
import { bestOf, offersOf } from './offer-rules.ts';
import { type TrustedKey, trustedKeys } from './package/keys.ts';
import { type Machine, unfit, unfitSentence } from './package/manifest-rules.ts';
import { readManifest } from './package/reading.ts';
import { PackageRefused } from './package/refused.ts';
import { UPDATE } from './plan.ts';
import { updateSettings } from './settings.ts';
import type { Stored, UpdateStore } from './store.ts';

export interface UpdatesDeps {
  store: UpdateStore;
  settings: Settings;
  work: Work;
  clock: Clock;
  appliance: Appliance;
  machine: Machine;
  migrations: readonly string[];
  /** Folders with the public keys of publishers. */
  publishers: readonly string[];
  /** The server was started by the launcher, which can start another program. */
  hasLauncher: boolean;
  academyName: () => Promise<string>;
  job: (id: number) => Promise<Job | null>;
  /** Something that screens show has changed. */
  tell: () => void;
}

const LATER_MS = 7 * DAY;
const FEED_MS = 20_000;

export type UpdatesService = ReturnType<typeof createUpdatesService>;

export function createUpdatesService(deps: UpdatesDeps) {
  const { store, settings, clock } = deps;
  const read = async () => {
    // One that was refused, or taken back before anything was switched, ends without a start of the server.
    await settle(deps);
    return readAll(deps);
  };
  const change = async (values: Parameters<Settings['write']>[2], actor: Actor | null, action: string) => {
    await deps.work.run(async ({ tx, record }) => {
      const details = await settings.write(tx, updateSettings, values, instant(clock.now()));
      await record({ userId: actor?.userId ?? null, action, resourceType: 'update', resourceId: null, details });
    });
    deps.tell();
  };
  const enqueue = async (kind: 'download' | 'rehearsal', version: string): Promise<{ job_id: number }> => {
    const name = kind === 'download' ? 'updates.download' : 'updates.rehearse';
    const job_id = await deps.work.run(unit => unit.enqueue(name, { version }, { uniqueKey: name, maxAttempts: 1 }));
    await store.noteJob({ id: job_id, kind, version });
    deps.tell();
    return { job_id };
  };
  const take = async (path: string, source: Stored['source'], actor: Actor | null): Promise<string> => {
    const manifest = await requireGood(deps, path);
    await store.keep(path, manifest, source);
    await change({ remind_at: null }, actor, 'update.package');
    await announceBest(deps);
    return manifest.version;
  };
  const planFor = async (version: string, actor: Actor | null) => {
    await requireReady(deps, version);
    await settle(deps);
    const academy = await deps.academyName();
    await change({ remind_at: null }, actor, 'update.apply');
    return { kind: UPDATE, title: `Update to ${version}`, academy, values: { version }, relaunch: true };
  };
  return {
    read,
    /** What the supervisor is asked for, by whoever speaks to it; notes who wants it. Refuses a version that is not ready. */
    planFor,
    async configure(
      body: { automatic?: boolean | undefined; feed_url?: string | undefined },
      actor: Actor,
    ): Promise<Updates> {
      const trouble = body.feed_url ? troubleWithUrl(body.feed_url) : null;
      if (trouble) refuse('VALIDATION_ERROR', trouble, { field: 'feed_url' });
      const before = await settings.read(updateSettings);
      const after = {
        ...before,
        ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
      };
      if (after.automatic && after.feed_url === '')
        refuse('VALIDATION_ERROR', 'Say at which address new versions are listed.', { field: 'feed_url' });
      if (before.feed_url !== after.feed_url)
        await store.writeFeed({ checked_at: null, error: null, entries: [], announced: null });
      await change(body, actor, 'update.configure');
      return read();
    },
    check: () => check(deps).then(read),
    /** Checks at the daily hour, when somebody switched that on. */
    async checkDaily(): Promise<void> {
      if ((await settings.read(updateSettings)).automatic) await check(deps);
    },
    /** Takes a package that lies somewhere on this machine. Refuses by signature, machine and version. */
    async take(path: string, source: Stored['source'], actor: Actor | null): Promise<Updates> {
      await take(path, source, actor);
      return read();
    },
    /** The same for who has only the file: answers the version in it. */
    takeFile: (path: string): Promise<string> => take(path, 'file', null),
    async remove(version: string, actor: Actor): Promise<Updates> {
      await requireStored(deps, version);
      await store.remove(version);
      await change({}, actor, 'update.remove');
      return read();
    },
    async decide(
      version: string,
      { skipped, later }: { skipped?: boolean | undefined; later?: boolean | undefined },
      actor: Actor,
    ) {
      await requireOffer(deps, version);
      const before = await settings.read(updateSettings);
      const others = before.skipped.filter(each => each !== version);
      const values = {
        ...(skipped === undefined ? {} : { skipped: skipped ? [...others, version] : others }),
        ...(later === undefined ? {} : { remind_at: later ? instant(clock.now() + LATER_MS) : null }),
      };
      await change(values, actor, 'update.decide');
      return read();
    },
    async download(version: string) {
      const offer = await requireOffer(deps, version);
      if (offer.is_here) refuse('CONFLICT', `The package of Lyceum ${version} is here already.`);
      return enqueue('download', version);
    },
    async rehearse(version: string) {
      await requireReady(deps, version);
      return enqueue('rehearsal', version);
    },
    async apply(version: string, actor: Actor): Promise<{ operation_id: string }> {
      const unable = unableSentence(deps);
      if (unable) refuse('CONFLICT', unable);
      const { operation } = await deps.appliance.report();
      if (operation && operation.ended_at === null) refuse('CONFLICT', `“${operation.title}” is still under way.`);
      const plan = await planFor(version, actor);
      const { id } = await deps.appliance.operate({ plan });
      return { operation_id: id };
    },
    /** Notes how the last update ended; called whenever the server has started. */
    settle: () => settle(deps),
    /** The same for who has carried one out and been told its end. */
    noteEnd: (operation: OperationReport) => noteEnd(deps, operation),
  };
}

async function readAll(deps: UpdatesDeps): Promise<Updates> {
  const { store, settings, machine } = deps;
  const values = await settings.read(updateSettings);
  const feed = store.feed();
  const [offers, found, job] = await Promise.all([offersNow(deps), findPackages(process.platform), runningJob(deps)]);
  return {
    version: machine.version,
    unable: unableSentence(deps),
    offers,
    settings: { automatic: values.automatic, feed_url: values.feed_url },
    checked_at: feed.checked_at,
    check_error: feed.error,
    remind_at: values.remind_at,
    job,
    found,
    history: store.history(),
  };
}

async function offersNow({ store, settings, migrations, machine }: UpdatesDeps): Promise<Offer[]> {
  const { skipped } = await settings.read(updateSettings);
  const { entries } = store.feed();
  const stored = await store.stored();
  const offers = offersOf({ stored, entries, rehearsals: store.rehearsals(), skipped, migrations, machine });
  return offers.filter(({ version }) => version !== machine.version);
}

async function runningJob({ store, job }: UpdatesDeps): Promise<Updates['job']> {
  const noted = store.notedJob();
  const state = noted && (await job(noted.id))?.state;
  return state === 'queued' || state === 'running' ? noted : null;
}

function unableSentence(deps: UpdatesDeps): string | null {
  try {
    if (keysOf(deps).length === 0) return 'This Lyceum knows no publisher’s key, so it can trust no update.';
  } catch (error) {
    return (error as Error).message;
  }
  if (deps.hasLauncher) return null;
  return NO_LAUNCHER;
}

const keysOf = ({ publishers }: UpdatesDeps): TrustedKey[] => trustedKeys(publishers);

async function check(deps: UpdatesDeps): Promise<void> {
  const { store, settings, clock } = deps;
  const { feed_url } = await settings.read(updateSettings);
  if (feed_url === '')
    refuse('VALIDATION_ERROR', 'Say at which address new versions are listed.', { field: 'feed_url' });
  const before = store.feed();
  const checked_at = instant(clock.now());
  try {
    const entries = await readFeed(feed_url, keysOf(deps), AbortSignal.timeout(FEED_MS));
    await store.writeFeed({ ...before, checked_at, error: null, entries });
  } catch (error) {
    const isLate = (error as Error).name === 'TimeoutError';
    const message = isLate ? `${new URL(feed_url).host} does not answer.` : (error as Error).message;
    await store.writeFeed({ ...before, checked_at, error: message });
  }
  await announceBest(deps);
  deps.tell();
}

/** Each version is announced once. */
async function announceBest(deps: UpdatesDeps): Promise<void> {
  const best = bestOf(await offersNow(deps));
  const feed = deps.store.feed();
  if (!best || feed.announced === best.version) return;
  await deps.store.writeFeed({ ...feed, announced: best.version });
  await deps.work.run(async ({ announce }) => announce('update.available', { version: best.version }));
}

async function requireGood(deps: UpdatesDeps, path: string) {
  try {
    const manifest = await readManifest(path, keysOf(deps));
    const why = unfit(manifest, deps.machine);
    if (why) refuse('CONFLICT', unfitSentence(why));
    return manifest;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (cause instanceof PackageRefused) refuse('FILE_REFUSED', cause.message, { cause });
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES')
      refuse('NOT_FOUND', `There is no file ${join(path)} that can be read.`, { field: 'path', cause });
    throw cause;
  }
}

async function requireOffer(deps: UpdatesDeps, version: string): Promise<Offer> {
  const offer = (await offersNow(deps)).find(each => each.version === version);
  return offer ?? refuse('NOT_FOUND', `Lyceum ${version} is not offered here.`);
}

async function requireStored({ store }: UpdatesDeps, version: string): Promise<void> {
  const found = (await store.stored()).some(({ manifest }) => manifest.version === version);
  if (!found) refuse('NOT_FOUND', `The package of Lyceum ${version} is not on this machine.`);
}

/** The package is here and fits; nothing else is being tried. */
async function requireReady(deps: UpdatesDeps, version: string): Promise<void> {
  const offer = await requireOffer(deps, version);
  if (!offer.is_here) refuse('CONFLICT', `Download Lyceum ${version} first.`);
  if (offer.unfit) refuse('CONFLICT', offer.unfit);
  const job = await runningJob(deps);
  if (job)
    refuse(
      'CONFLICT',
      `Lyceum ${job.version} is being ${job.kind === 'download' ? 'downloaded' : 'rehearsed'}. Wait for its end, or cancel it.`,
    );
}

/** Takes up how the last operation of the supervisor ended; changes nothing when that is known already. */
async function settle(deps: UpdatesDeps): Promise<void> {
  const { appliance, store, machine } = deps;
  const { operation } = await appliance.report().catch(() => ({ operation: null }));
  if (operation) await noteEnd(deps, operation);
  if (store.lastVersion() !== machine.version) await store.noteVersion(machine.version);
}

async function noteEnd({ store, machine, tell }: UpdatesDeps, operation: OperationReport): Promise<void> {
  const { id, kind, title, state, reason, started_at, ended_at } = operation;
  if (kind !== UPDATE || ended_at === null) return;
  if (state !== 'done' && state !== 'rolled-back' && state !== 'failed') return;
  const from = store.lastVersion() ?? machine.version;
  const version = title.split(' ').at(-1) ?? title;
  if (await store.note({ id, version, from, outcome: state, reason, started_at, ended_at })) tell();
}
