import { useState } from 'react';
import type { Asked, ConsentRecord, PrivacyPage as Page } from '../../../server/privacy/contract.ts';
import { Button, Dialog, ErrorPanel, notify, PageTitle, SkeletonText, State, type } from '../../kit/index.ts';
import { useFormat, useLanguage, useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { SeenBy } from '../programmes/parts/seen-by.tsx';
import { useAnswer, useAsked, useDocuments, useErasure, usePrivacyPage } from './api.ts';
import { privacyMessages } from './messages/index.ts';
import { DocumentText, useTitle } from './parts/document-text.tsx';
import { EraseDialog } from './parts/erase-dialog.tsx';
import { ExportPanel } from './parts/export-panel.tsx';
import styles from './privacy.module.css';

/** The person's own page: what they agreed to, their data in one file, and being erased. */
export function PrivacyPage() {
  const t = useMessages(privacyMessages);
  const { data, error, refetch } = usePrivacyPage('me');
  usePage(t('privacy.title'));
  return (
    <div className={styles.page}>
      <PageTitle lead={t('privacy.pageLead')}>{t('privacy.title')}</PageTitle>
      {error ? (
        <ErrorPanel title={t('privacy.loadFailed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {data ? (
        <>
          <Agreed records={data.records} />
          <SeenBy className={styles.section} />
          <section className={styles.section} aria-labelledby="take">
            <h2 id="take" className={type.section}>
              {t('privacy.take')}
            </h2>
            <p className={styles.lead}>{t('privacy.takeLead')}</p>
            <ExportPanel id="me" exports={data.exports} label={t('privacy.makeExport')} />
          </section>
          <Erasing page={data} />
        </>
      ) : error ? null : (
        <SkeletonText lines={8} />
      )}
    </div>
  );
}

function Agreed({ records }: { records: readonly ConsentRecord[] }) {
  const t = useMessages(privacyMessages);
  const asked = useAsked();
  const documents = useDocuments();
  const present = documents.data ?? [];
  const error = asked.error ?? documents.error;
  const standing = records.filter(record => record.stands);
  const open = (asked.data ?? []).filter(one => !standing.some(record => record.document_id === one.document_id));
  const earlier = records.length - standing.length;
  return (
    <section className={styles.section} aria-labelledby="agreed">
      <h2 id="agreed" className={type.section}>
        {t('privacy.agreed')}
      </h2>
      {error ? (
        <ErrorPanel
          title={t('privacy.askedFailed')}
          onRetry={() => void Promise.all([asked.refetch(), documents.refetch()])}
          level={3}
        >
          {error.message}
        </ErrorPanel>
      ) : !asked.data || !documents.data ? (
        <SkeletonText lines={3} />
      ) : standing.length + open.length === 0 ? (
        <p className={styles.lead}>{t('privacy.nothingAgreed')}</p>
      ) : (
        <>
          <p className={styles.lead}>{t('privacy.agreedLead')}</p>
          <ul className={styles.records}>
            {standing.map(record => (
              <Said
                key={record.document_id}
                record={record}
                present={present.find(one => one.document_id === record.document_id)}
              />
            ))}
            {open.map(one => (
              <Said key={one.document_id} record={null} present={one} />
            ))}
          </ul>
        </>
      )}
      {earlier > 0 ? <p className={styles.detail}>{t('privacy.earlier', { count: earlier })}</p> : null}
    </section>
  );
}

/** One document: the last word on it, and what can be said now. */
function Said({ record, present }: { record: ConsentRecord | null; present: Asked | undefined }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const language = useLanguage();
  const titleOf = useTitle();
  const answer = useAnswer();
  const [reading, setReading] = useState(false);
  const about = record ?? (present ? { ...present.version, required: present.required } : null);
  if (!about) return null;
  const title = titleOf(about);
  const given = record?.answer === 'given';
  const say = (agreed: boolean) =>
    answer.mutate(
      { language, answers: [{ version_id: present?.version.id ?? 0, agreed }] },
      { onSuccess: () => notify.done(t('privacy.recorded')), onError: error => notify.error(error.message) },
    );
  return (
    <li className={styles.record}>
      <div className={styles.recordWords}>
        <p className={styles.title}>{title}</p>
        <p className={styles.detail}>
          {record
            ? `${t(`privacy.answer-${record.answer}`, { date: format.date(record.answered_at) })}. ${t('privacy.version', { number: record.number })}. `
            : ''}
          {t(about.required ? 'privacy.required' : 'privacy.optional')}
        </p>
      </div>
      <div className={styles.row}>
        {present ? (
          <Button
            variant="subtle"
            size="md"
            onClick={() => setReading(true)}
            aria-label={t('privacy.readText', { title })}
          >
            {t('privacy.read')}
          </Button>
        ) : null}
        {present && !about.required ? (
          <Button
            variant="default"
            size="md"
            loading={answer.isPending}
            onClick={() => say(!given)}
            aria-label={t(given ? 'privacy.withdrawOf' : 'privacy.agreeTo', { title })}
          >
            {t(given ? 'privacy.withdraw' : 'privacy.agreeNow')}
          </Button>
        ) : null}
      </div>
      {present ? (
        <Dialog open={reading} onClose={() => setReading(false)} title={title} size={700}>
          <DocumentText version={present.version} />
        </Dialog>
      ) : null}
    </li>
  );
}

function Erasing({ page: { erasure, erasure_days } }: { page: Page }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const { me } = useSession();
  const { withdraw } = useErasure('me');
  const [open, setOpen] = useState(false);
  const lead = erasure_days === 0 ? t('privacy.eraseLeadNow') : t('privacy.eraseLead', { count: erasure_days });
  return (
    <section className={styles.section} aria-labelledby="erase">
      <h2 id="erase" className={type.section}>
        {t('privacy.erase')}
      </h2>
      {erasure ? (
        <>
          <State kind="warn">{t('privacy.eraseWaits', { date: format.date(erasure.due_at) })}</State>
          <p>{t('privacy.eraseWaitsLead')}</p>
          <Button
            size="lg"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined, { onSuccess: () => notify.done(t('privacy.kept')) })}
          >
            {t('privacy.keepMe')}
          </Button>
        </>
      ) : (
        <>
          <p className={styles.lead}>{lead}</p>
          <Button size="lg" variant="default" onClick={() => setOpen(true)}>
            {t('privacy.askErase')}
          </Button>
        </>
      )}
      {me ? (
        <EraseDialog id="me" name={`${me.first_name} ${me.last_name}`} open={open} onClose={() => setOpen(false)} />
      ) : null}
    </section>
  );
}
