import { type KeyboardEvent, useState } from 'react';
import type { ImportField, ImportRow, RowEdits } from '../../../../../server/accounts/import/contract.ts';
import { notify, TextField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useDeeds } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';

export type EditableField = keyof RowEdits;

/** What of a row can be written here: what keeps it out, and what was written before. */
export const editableFields = ({ problems, edited }: Pick<ImportRow, 'problems' | 'edited'>): Set<ImportField> =>
  new Set([...problems.flatMap(({ field, note }) => (field && !note ? [field] : [])), ...edited]);

type CellProps = { importId: number; row: ImportRow; field: EditableField };

/** A cell that can be corrected in place. Enter and leaving it have the row judged anew; Escape puts back what stood there. */
export function Cell({ importId, row, field }: CellProps) {
  const t = useMessages(importsMessages);
  const { correct } = useDeeds(importId);
  const stored = row.cells[field] ?? '';
  const [text, setText] = useState(stored);
  const [known, setKnown] = useState(stored);
  if (known !== stored) {
    setKnown(stored);
    setText(stored);
  }
  const isWrong = row.problems.some(problem => problem.field === field && !problem.note);
  const save = () => {
    if (text.trim() === stored || correct.isPending) return;
    correct.mutate(
      { rowId: row.id, cells: { [field]: text } },
      { onError: error => notify.error(t('imports.notCorrected', { line: row.line, reason: error.message })) },
    );
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText(stored);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    // The next one that needs somebody: the row may leave the list. Leaving this cell saves it.
    const cells = [...document.querySelectorAll<HTMLInputElement>('[data-correct]')];
    const next = cells[cells.indexOf(event.currentTarget) + 1];
    if (next) next.focus();
    else save();
  };
  return (
    <TextField
      size="xs"
      data-correct
      className={styles.cell}
      aria-label={t('imports.cellOf', { field: t(`imports.field-${field}`), line: row.line })}
      placeholder={t(`imports.field-${field}`)}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      value={text}
      error={isWrong}
      onChange={event => setText(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={press}
    />
  );
}
