import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, DAY, instant, SECOND } from '../platform/clock.ts';
import { PROGRAM_FOLDER } from '../platform/config/places.ts';
import { loadSecrets, randomToken, sha256 } from '../platform/crypto/secrets.ts';
import { createTokens } from '../platform/crypto/tokens.ts';
import { openDatabase } from '../platform/db/database.ts';
import { type Probe, probe, tasksFor } from './probes.ts';
import { chooseTargets, insertSession, type Targets } from './repository.ts';
import { startScratchServer } from './scratch-server.ts';

export type { Probe } from './probes.ts';

export interface RehearsalOptions {
  /** Data folder of the scratch copy: a session is written into its database. Never the live one. */
  dataFolder: string;
  /** PostgreSQL address of the scratch database; undefined for SQLite in the folder. */
  databaseUrl?: string | undefined;
  clock: Clock;
  signal: AbortSignal;
  /** Folder of the program that serves; this program's unless told. */
  program?: string;
  node?: string;
  /** 0 to 1. */
  progress?: (fraction: number, probe: Probe) => void;
}

export interface Rehearsal {
  ok: boolean;
  seconds: number;
  probes: Probe[];
}

/** Serves the copy and tries it. What goes wrong is in the answer; throws only when it is aborted. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { clock, signal, program = PROGRAM_FOLDER } = options;
  const from = clock.now();
  const probes: Probe[] = [];
  try {
    const { targets, token } = await enter(options);
    const { dataFolder, databaseUrl, node } = options;
    const server = await startScratchServer({ program, dataFolder, databaseUrl, signal, ...(node ? { node } : {}) });
    try {
      const tasks = tasksFor(targets, program);
      for (const task of tasks) {
        const done = await probe(server.origin, task, token, signal);
        probes.push(done);
        options.progress?.(probes.length / tasks.length, done);
      }
    } finally {
      await server.stop();
    }
  } catch (error) {
    signal.throwIfAborted();
    probes.push({ name: 'The scratch server', ok: false, detail: (error as Error).message });
  }
  const seconds = Math.round((clock.now() - from) / (SECOND / 10)) / 10;
  return { ok: probes.every(each => each.ok), seconds, probes };
}

/** Chooses what to look at and writes the session of the learner who looks. */
async function enter({
  dataFolder,
  databaseUrl,
  clock,
}: RehearsalOptions): Promise<{ targets: Targets; token: string | null }> {
  const db = openDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  try {
    const targets = await chooseTargets(db, path => existsSync(join(dataFolder, path)));
    if (targets.userId === null) return { targets, token: null };
    const now = clock.now();
    const session = {
      userId: targets.userId,
      hash: sha256(randomToken()),
      at: instant(now),
      until: instant(now + DAY),
    };
    const id = await insertSession(db, session);
    const { accessKey } = loadSecrets(join(dataFolder, 'secrets'));
    return { targets, token: (await createTokens(accessKey, clock).issue(targets.userId, id)).token };
  } finally {
    await db.close();
  }
}
