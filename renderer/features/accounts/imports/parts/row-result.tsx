import type { ImportRow } from '../../../../../server/accounts/import/contract.ts';
import { State, type StateKind } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';
import { Cell, editableFields } from './cell.tsx';

const OUTCOMES: Record<NonNullable<ImportRow['outcome']>, StateKind> = {
  created: 'ok',
  updated: 'ok',
  unchanged: 'mute',
  skipped: 'mute',
  refused: 'bad',
  removed: 'mute',
  restored: 'mute',
  kept: 'warn',
};

/** Cells whose columns a narrow window leaves out: they are corrected beside what is wrong with them. */
const BESIDE = ['organization', 'phone'] as const;

/** What would happen with a row, or what became of it, with every reason. */
export function RowResult({ row, importId }: { row: ImportRow; importId: number | null }) {
  const t = useMessages(importsMessages);
  const { verdict, outcome, outcome_reason, outcome_code, problems, skip } = row;
  const fields = editableFields(row);
  const plain = { new: t('imports.rowNew'), changed: t('imports.rowChanged'), unchanged: t('imports.rowUnchanged') };
  return (
    <span className={styles.result}>
      {outcome ? <State kind={OUTCOMES[outcome]}>{t(`imports.outcome-${outcome}`)}</State> : null}
      {!outcome && skip ? <State kind="mute">{t('imports.skipped')}</State> : null}
      {!outcome && !skip && verdict !== 'refused' ? (
        <span className={verdict === 'changed' ? styles.now : styles.plain}>{plain[verdict]}</span>
      ) : null}
      {outcome_reason ? (
        <span className={styles.quiet}>{outcome_code ? t(`imports.why-${outcome_code}`) : outcome_reason}</span>
      ) : null}
      {[...new Map(problems.map(each => [`${each.code} ${each.column}`, each])).values()].map(
        ({ code, column, value, note }) => (
          <State key={`${code} ${column}`} kind={note ? 'warn' : 'bad'}>
            {t(`imports.problem-${code}`, { column, value })}
          </State>
        ),
      )}
      {importId === null
        ? null
        : BESIDE.filter(field => fields.has(field)).map(field => (
            <Cell key={field} importId={importId} row={row} field={field} />
          ))}
      {importId !== null && row.edited.length > 0 ? (
        <span className={styles.quiet}>{t('imports.correctedHere')}</span>
      ) : null}
    </span>
  );
}
