import { useState } from 'react';
import type { Import, ImportField } from '../../../../../server/accounts/import/contract.ts';
import { Button, Dialog, Refused, SelectField, State } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useDeeds } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';

const FIELDS: readonly ImportField[] = ['email', 'first_name', 'last_name', 'name', 'roles', 'organization', 'phone'];

/** What each column holds, with its first values to tell it by. */
export function ColumnsDialog({ made, onClose }: { made: Import; onClose: () => void }) {
  const t = useMessages(importsMessages);
  const { change } = useDeeds(made.id);
  const [fields, setFields] = useState(() => made.columns.map(({ field }) => field));
  const choose = (index: number, field: ImportField | null) =>
    // A field that goes to another column leaves the one that had it.
    setFields(before => before.map((each, at) => (at === index ? field : each === field ? null : each)));
  const save = () =>
    change.mutate({ columns: fields.map((field, index) => ({ index, field })) }, { onSuccess: onClose });
  const head = (index: number) => made.columns[index]?.head || t('imports.columnNumber', { number: index + 1 });
  return (
    <Dialog
      open
      size={700}
      onClose={onClose}
      title={t('imports.columns')}
      lead={t('imports.columnsLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('imports.cancel')}
          </Button>
          <Button loading={change.isPending} onClick={save}>
            {t('imports.save')}
          </Button>
        </>
      }
    >
      <ul className={styles.columns}>
        {made.columns.map(({ index, samples, sure }) => (
          <li key={index}>
            <div className={styles.columnWords}>
              <span className={styles.columnName}>{head(index)}</span>
              <span className={styles.samples}>{samples.join(' · ') || '–'}</span>
            </div>
            {sure ? null : <State kind="warn">{t('imports.unsure')}</State>}
            <SelectField
              aria-label={t('imports.holdsOf', { head: head(index) })}
              className={styles.holds}
              value={fields[index] ?? ''}
              data={[
                { value: '', label: t('imports.leaveOut') },
                ...FIELDS.map(field => ({ value: field, label: t(`imports.field-${field}`) })),
              ]}
              onChange={value => choose(index, FIELDS.find(field => field === value) ?? null)}
            />
          </li>
        ))}
      </ul>
      {change.error ? <Refused>{change.error.message}</Refused> : null}
    </Dialog>
  );
}
