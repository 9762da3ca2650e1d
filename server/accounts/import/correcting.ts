/** Writes something else into the cells of a row, and says at once what would happen now, of it and of every row of the same address. */
import type { Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import { foldEmail } from '../address-rules.ts';
import { corrected, type WrittenRow } from './cell-rules.ts';
import type { ImportRow, RowEdits } from './contract.ts';
import { keptOf } from './kept.ts';
import type { ImportsRepository } from './repository/imports.ts';
import { judge, plainName } from './row-rules.ts';

export interface CorrectingDeps {
  work: Work;
  imports: ImportsRepository;
}

const emailOf = ({ cells, edits }: Pick<WrittenRow, 'cells' | 'edits'>) =>
  foldEmail(corrected(cells, edits).email?.value ?? '');

export function correct(
  { work, imports }: CorrectingDeps,
  id: number,
  rowId: number,
  given: RowEdits,
): Promise<ImportRow> {
  return work.run(async ({ tx }) => {
    const { state, options } = await keptOf({ imports }, id, tx);
    if (state !== 'preview') refuse('CONFLICT', 'Only before an import is applied can its rows be corrected.');
    const [row] = (await imports.written(tx, id, rowId, [])) as [(WrittenRow & { id: number }) | undefined];
    const before = found(row, 'There is no such row.');
    if (Object.keys(before.cells).length === 0)
      refuse('CONFLICT', 'Nothing of this row could be read. Mend it in the file, then import the file again.');
    const edits = { ...before.edits, ...given };
    const emails = [emailOf(before), emailOf({ ...before, edits })];
    const rows = (await imports.written(tx, id, rowId, emails)).map(one =>
      one.id === rowId ? { ...one, edits } : one,
    );
    const nobody = { byEmail: new Map(), byName: new Map(), seen: new Map<string, number>() };
    const names = rows.map(one => plainName(judge(one, options, { ...nobody, seen: new Map() }).person));
    const known = {
      byEmail: await imports.presentByEmail(emails, tx),
      byName: await imports.addressesByName(names.filter(name => name !== '')),
      seen: nobody.seen,
    };
    for (const one of rows) await imports.rejudge(tx, id, one.id, judge(one, options, known));
    await imports.change(tx, id, { figures: await imports.figures(tx, id) });
    return found(await imports.row(id, rowId, tx), 'There is no such row.');
  });
}
