import type { Tx } from '../../platform/db/database.ts';
import { found } from '../../platform/errors/refusal.ts';
import type { ImportsRepository, KeptImport } from './repository/imports.ts';

/** An import as it is kept. Refuses with NOT_FOUND. */
export async function keptOf(
  { imports }: { imports: Pick<ImportsRepository, 'read'> },
  id: number,
  tx?: Tx,
): Promise<KeptImport> {
  return found(await imports.read(id, tx), 'There is no such import.');
}
