/** The backups that could be restored here, newest first. Reads only. */
import { join } from 'node:path';
import type { Restorable } from './contract.ts';
import type { BackupLibrary, Place } from './library.ts';

interface Near {
  library: BackupLibrary;
  dataFolder: string;
}

interface Where {
  dataFolder: string;
  /** A folder of this computer; null for the places of this academy's own. */
  folder: string | null;
}

/** `locked`: encrypted, and its key is not on this machine. A place that is not there counts as empty. */
export async function listRestorable(
  library: BackupLibrary,
  { dataFolder, folder }: Where,
): Promise<(Restorable & { locked: boolean })[]> {
  if (folder !== null) {
    const place = await library.openPlace({ kind: 'folder', path: folder, mount: null, volume: null, label: null });
    return listed({ library, dataFolder }, place, { kind: 'folder', path: folder });
  }
  const numbers = library.readMachine(dataFolder).places.length > 1 ? [0, 1] : [0];
  const lists = await Promise.all(
    numbers.map(async number => {
      const place = await library.openOwnPlace(dataFolder, number).catch(() => null);
      return place ? listed({ library, dataFolder }, place, { kind: 'own', number }) : [];
    }),
  );
  return lists.flat().toSorted((one, other) => (one.made_at < other.made_at ? 1 : -1));
}

async function listed({ library, dataFolder }: Near, place: Place, source: Restorable['place']) {
  try {
    return (await library.listBackups(place)).flatMap(({ id, header, proof }) =>
      header
        ? [
            {
              id,
              place: source,
              made_at: header.made_at,
              academy: header.site.name,
              version: header.version,
              people: header.people,
              bytes: header.bytes,
              encrypted: header.key_id !== null,
              locked: header.key_id !== null && !place.keys.has(header.key_id),
              keys: library.whereKeysAre(header, join(dataFolder, 'secrets')),
              proved_at: proof?.ok ? proof.at : null,
            },
          ]
        : [],
    );
  } finally {
    place.store.close();
  }
}
