import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Import } from '../../../../../server/accounts/import/contract.ts';
import { Button, PageTitle, Refused, State } from '../../../../kit/index.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { useDeeds } from '../api.ts';
import styles from '../imports.module.css';
import { importsMessages } from '../messages/index.ts';
import { ColumnsDialog } from './columns-dialog.tsx';
import { Figures } from './figures.tsx';
import { Rows } from './rows.tsx';
import { RulesDialog } from './rules-dialog.tsx';

/** What would happen, before anything is written. */
export function Preview({ made }: { made: Import }) {
  const t = useMessages(importsMessages);
  const format = useFormat();
  const navigate = useNavigate();
  const { apply, remove } = useDeeds(made.id);
  const [open, setOpen] = useState<'columns' | 'rules' | null>(null);
  const { figures, columns, name } = made;
  const ready = figures.new + figures.changed;
  const rows = ready + figures.unchanged + figures.refused + figures.skipped;
  const used = columns.filter(({ field }) => field !== null).length;
  const hasEmail = columns.some(({ field }) => field === 'email');
  const title =
    ready === 0
      ? t('imports.nothing')
      : figures.refused > 0
        ? t('imports.need', { count: figures.refused, ready: format.number(ready) })
        : t('imports.ready', { count: ready });
  const away = () => void navigate({ href: '/console/users/import' });
  return (
    <>
      <PageTitle
        lead={t('imports.previewLead', { name: name || t('imports.pasted'), rows: format.number(rows) })}
        actions={
          <>
            <Button
              variant="default"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: away })}
            >
              {t('imports.another')}
            </Button>
            {ready > 0 ? (
              <Button loading={apply.isPending} onClick={() => apply.mutate()}>
                {t('imports.import', { count: ready })}
              </Button>
            ) : null}
          </>
        }
      >
        {title}
      </PageTitle>
      {apply.error ? <Refused>{apply.error.message}</Refused> : null}
      <Figures made={made} onRules={() => setOpen('rules')} />
      <div className={styles.matched}>
        {hasEmail ? null : <State kind="bad">{t('imports.noEmail')}</State>}
        {hasEmail && columns.some(({ sure }) => !sure) ? <State kind="warn">{t('imports.unsure')}</State> : null}
        <span>{t('imports.matched', { used, all: columns.length })}</span>
        <Button variant={hasEmail ? 'subtle' : 'light'} size="xs" onClick={() => setOpen('columns')}>
          {t('imports.reviewColumns')}
        </Button>
      </div>
      <Rows made={made} />
      {open === 'columns' ? <ColumnsDialog made={made} onClose={() => setOpen(null)} /> : null}
      {open === 'rules' ? <RulesDialog made={made} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
