/**
 * What the restored academy's own record says of the restore: who did it, from which backup, and where the record ended that it
 * replaces. Whoever holds an export of what was lost can show by that hash that it was real.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../platform/clock.ts';
import { appendActs } from '../platform/db/acts.ts';
import { openDatabase } from '../platform/db/database.ts';
import type { StepContext } from '../supervisor/index.ts';
import { RestoreValues } from './contract.ts';
import type { RecordEnd } from './databases.ts';
import { type RestoreParts, sideOf } from './parts.ts';
import { readStaged } from './staged.ts';

/** Appends the act to what is in place now, before anybody serves it. */
export async function recordRestore(parts: RestoreParts, context: StepContext): Promise<void> {
  const { dataFolder, databaseUrl } = context.configuration;
  const { user_id, backup } = RestoreValues.parse(context.values);
  const replaced = await sideOf(parts, context)
    .replacedRecordEnd()
    .catch(() => lastSeal(context.folder));
  const db = openDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  try {
    const kept = await db.read.get<RecordEnd>('select id, hash from user_activity_logs order by id desc limit 1');
    const act = {
      userId: user_id,
      action: 'backup.restored',
      resourceType: 'backup',
      resourceId: null,
      details: {
        backup,
        keys: readStaged(context.folder).keys,
        ...(replaced && { last_entry: { from: replaced.id, to: kept?.id ?? 0 }, last_hash: replaced.hash }),
      },
    };
    await db.writer.transaction(tx => appendActs(tx, [act], instant(parts.clock.now())));
  } finally {
    await db.close();
  }
}

/** Of a database that cannot be read any more at least the last seal is known, which lies outside of it. */
function lastSeal(folder: string): RecordEnd | null {
  const path = join(folder, 'old', 'secrets', 'ledger-anchor.json');
  if (!existsSync(path)) return null;
  const seal = Sealed.safeParse(jsonOf(readFileSync(path, 'utf8')));
  return seal.success ? { id: seal.data.entry_id, hash: seal.data.entry_hash } : null;
}

const Sealed = z.object({ entry_id: z.number().int(), entry_hash: z.string() });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
