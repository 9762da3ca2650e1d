/** The dress rehearsal: the new program migrates a copy of the live data and is tried on it, while people work on undisturbed. */
import { join } from 'node:path';
import { instant } from '../platform/clock.ts';
import { programFolder } from '../platform/programs/pointer.ts';
import type { Rehearsal } from './contract.ts';
import type { UpdateLibrary } from './library.ts';
import type { Manifest } from './package/manifest-rules.ts';
import type { UpdateStore } from './store.ts';

interface Rehearsing {
  library: UpdateLibrary;
  store: UpdateStore;
  dataFolder: string;
  databaseUrl: string | undefined;
  manifest: Pick<Manifest, 'version' | 'node'>;
  /** Seconds that the new program may take on the copy. */
  patience: number;
  signal: AbortSignal;
  progress(done: number, note: string): void;
}

/** Of the whole: making and proving the copy, then trying the program. */
const COPY_SHARE = 0.6;

/** Makes a proved backup and tries the new program on the copy it gives. What came of it is kept; throws only when there is no copy. */
export async function rehearseVersion(wish: Rehearsing): Promise<Rehearsal> {
  const { library, store, dataFolder, databaseUrl, manifest, patience, signal, progress } = wish;
  const { version } = manifest;
  const copy = await library.provedCopy({
    dataFolder,
    databaseUrl,
    signal,
    reason: `before-update ${version}`,
    progress: (done, note) => progress(done * COPY_SHARE, note),
  });
  const program = programFolder(dataFolder, version);
  const node = manifest.node ? join(program, manifest.node) : process.execPath;
  try {
    progress(COPY_SHARE, `Lyceum ${version} brings a copy up to date`);
    const outcome = await tryIt(patience, signal, limited =>
      library.rehearse({
        copy,
        program,
        node,
        signal: limited,
        progress: (done, note) => progress(COPY_SHARE + done * (1 - COPY_SHARE), note),
      }),
    );
    const rehearsal = { version, at: instant(library.clock.now()), ...outcome, reason: reasonOf(outcome.probes) };
    await store.addRehearsal(rehearsal);
    if (rehearsal.ok) await copy.prove(rehearsal.probes);
    return rehearsal;
  } finally {
    await copy.close();
  }
}

/** The first thing that was not right, as a sentence. */
function reasonOf(probes: Rehearsal['probes']): string | null {
  const wrong = probes.find(({ ok }) => !ok);
  return wrong ? `${wrong.name}: ${wrong.detail}` : null;
}

type Outcome = Pick<Rehearsal, 'ok' | 'seconds' | 'probes'>;

/** A program that hangs fails like one that answers wrongly; only who called the rehearsal off makes it throw. */
async function tryIt(
  patience: number,
  signal: AbortSignal,
  use: (limited: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  try {
    return await use(AbortSignal.any([signal, AbortSignal.timeout(patience * 1000)]));
  } catch (error) {
    signal.throwIfAborted();
    const isLate = (error as Error).name === 'TimeoutError';
    const detail = isLate ? `it did not come up within ${patience} seconds.` : (error as Error).message;
    return { ok: false, seconds: patience, probes: [{ name: 'The new version on the copy', ok: false, detail }] };
  }
}
