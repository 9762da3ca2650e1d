/** The media room: everything that is stored, what shows it, and other bytes for the same links. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page } from '../platform/http/contract.ts';
import type { ContentFile, MediaItem, MediaSummary, MediaUse } from './contract.ts';
import { RESERVE } from './kind-rules.ts';
import type { Files } from './repository/files.ts';
import type { Inventory, MediaFilter } from './repository/inventory.ts';

export interface MediaRoomDeps {
  files: Files;
  inventory: Inventory;
  work: Work;
  clock: Clock;
  /** Media folder. */
  folder: string;
  freeBytes(folder: string): Promise<number>;
}

const NO_FILE = 'There is no such file.';

export type MediaRoom = ReturnType<typeof createMediaRoom>;

export function createMediaRoom({ files, inventory, work, clock, folder, freeBytes }: MediaRoomDeps) {
  const find = async (id: number, actor: Actor) => found(await files.find(id, actor.userId), NO_FILE).file;
  return {
    list: (filter: MediaFilter): Promise<Page<MediaItem>> => inventory.list(filter),
    async summary(): Promise<MediaSummary> {
      const [amounts, free_bytes] = await Promise.all([inventory.summary(), freeBytes(folder)]);
      return { ...amounts, free_bytes, reserve_bytes: RESERVE };
    },
    async uses(id: number, actor: Actor): Promise<MediaUse[]> {
      await find(id, actor);
      return inventory.uses(id);
    },
    /**
     * The content of `otherId` under `id`. Refuses with VALIDATION_ERROR what is of another kind, with FILE_IN_USE what is
     * shown somewhere itself.
     */
    async replace(id: number, otherId: number, actor: Actor): Promise<ContentFile> {
      const [present, next] = [await find(id, actor), await find(otherId, actor)];
      if (id === otherId) refuse('VALIDATION_ERROR', 'A file cannot replace itself.', { field: 'file_id' });
      if (present.kind !== next.kind)
        refuse(
          'VALIDATION_ERROR',
          `“${present.original_name}” can only be replaced by a file of the same kind; “${next.original_name}” is another.`,
          { field: 'file_id' },
        );
      await work.run(async ({ tx, record, announce }) => {
        if (await files.isUsed(tx, otherId))
          refuse('FILE_IN_USE', `“${next.original_name}” is shown somewhere itself.`, { field: 'file_id' });
        if (!(await inventory.exchange(tx, id, otherId, instant(clock.now())))) refuse('NOT_FOUND', NO_FILE);
        await record({ userId: actor.userId, action: 'file.replace', resourceType: 'file', resourceId: id });
        announce('file.replaced', { fileId: id });
      });
      return find(id, actor);
    },
  };
}
