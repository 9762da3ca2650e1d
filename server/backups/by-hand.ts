/** Backups from the command line: made and proved with or without a server, and proved wherever they lie. */
import { join } from 'node:path';
import { type Clock, SECOND } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found } from '../platform/errors/refusal.ts';
import type { JobContext } from '../platform/jobs/runner.ts';
import type { Backup, PlaceAddress } from './contract.ts';
import { placesOf, readMachine } from './machine.ts';
import { saveKeys } from './keeping.ts';
import { CREATE_ONCE, proveOnce } from './jobs.ts';
import type { Making, Rehearse } from './making.ts';
import { openPlace } from './places/place.ts';
import { prepareProof } from './proof.ts';
import type { BackupRows } from './repository/rows.ts';

export interface ByHandDeps {
  rows: BackupRows;
  making: Making;
  work: Work;
  clock: Clock;
  dataFolder: string;
  databaseUrl: string | undefined;
  version: string;
  migrations: readonly string[];
  site: () => Promise<{ key: string; name: string } | null>;
  rehearse: Rehearse;
}

/** A backup with the folder, or the address in a bucket, at which it lies. */
export interface Lying extends Backup {
  path: string;
}

export interface ProvedElsewhere {
  ok: boolean;
  seconds: number;
  steps: { name: string; ok: boolean; detail: string }[];
}

export type BackupsByHand = ReturnType<typeof createByHand>;

export function createByHand(deps: ByHandDeps) {
  const { rows, making, work, dataFolder } = deps;
  const lying = (backup: Backup): Lying => {
    const address = placesOf(readMachine(dataFolder), dataFolder)[backup.places[0] ?? 0];
    return { ...backup, path: address ? pathOf(address, backup) : '' };
  };
  return {
    list: async (query: { page: number; per_page: number }) => {
      const { items, total } = await rows.page(query);
      return { items: items.map(lying), total };
    },
    find: async (id: string) => lying(found(await rows.find(id), `There is no backup ${id}.`)),
    /** In this process. */
    make: (reason: string | null, context: JobContext) => making.create({ kind: 'manual', reason }, context),
    prove: (id: string, context: JobContext) => making.prove(id, context),
    /** By the server that runs; answer the id of the job. */
    requestMake: (reason: string | null) =>
      work.run(async ({ enqueue, record }) => {
        await record({ userId: null, action: 'backup.create', resourceType: 'backup', resourceId: null });
        return enqueue('backups.create', { kind: 'manual', reason }, CREATE_ONCE);
      }),
    requestProof: (id: string) => work.run(({ enqueue }) => enqueue('backups.prove', { id }, proveOnce(id))),
    /** The keys of the academy as a locked file. */
    saveKeys: (passphrase: string) => saveKeys(deps, passphrase, null),
    /** Of a backup in any folder of this computer. */
    proveIn: (folder: string, id: string, passphrase: string | undefined, context: JobContext) =>
      proveIn(deps, { folder, id, passphrase }, context),
  };
}

function pathOf(address: PlaceAddress, { kind, id }: Pick<Backup, 'kind' | 'id'>): string {
  if (address.kind !== 'bucket') return join(address.path, kind, id);
  return `s3://${[address.bucket, address.prefix, kind, id].filter(part => part !== '').join('/')}`;
}

interface Elsewhere {
  folder: string;
  id: string;
  passphrase: string | undefined;
}

async function proveIn(
  deps: ByHandDeps,
  { folder, id, passphrase }: Elsewhere,
  { signal, progress }: JobContext,
): Promise<ProvedElsewhere> {
  const { dataFolder, databaseUrl, clock, version, migrations } = deps;
  const begun = clock.now();
  const address = { kind: 'folder', path: folder, mount: null, volume: null, label: null } as const;
  const place = await openPlace(address, passphrase === undefined ? {} : { passphrase });
  try {
    const here = { siteKey: (await deps.site())?.key ?? null, version, migrations };
    const tell = (fraction: number, step: string) => void progress(fraction * 0.8, step).catch(() => {});
    const common = { place, id, dataFolder, databaseUrl, here, clock, signal };
    const prepared = await prepareProof({ ...common, progress: tell });
    try {
      const steps = [...prepared.steps];
      if (prepared.folder) {
        const copy = { dataFolder: prepared.folder, databaseUrl: prepared.databaseUrl, signal };
        const { probes } = await deps.rehearse(copy);
        steps.push(...probes.map(({ name, ok, detail }) => ({ name: `Served: ${name}`, ok, detail })));
      }
      const ok = prepared.folder !== null && steps.every(step => step.ok);
      return { ok, steps, seconds: Math.round((clock.now() - begun) / SECOND) };
    } finally {
      await prepared.close();
    }
  } finally {
    place.store.close();
  }
}
