import { useState } from 'react';
import type { ConsentDocument } from '../../../../server/privacy/contract.ts';
import { Button, Chip, Dialog, notify, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useConsentDeeds } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import { DocumentText, useTitle } from '../parts/document-text.tsx';
import styles from '../privacy.module.css';
import { WriteDialog } from './write-dialog.tsx';

/** Every text with its present version and how many agreed. */
export function Documents({ documents }: { documents: readonly ConsentDocument[] }) {
  const t = useMessages(privacyMessages);
  return (
    <Section title={t('privacy.documents')} lead={t('privacy.documentsLead')} content={styles.wide}>
      <ul className={styles.records}>
        {documents.map(document => (
          <DocumentRow key={document.id} document={document} />
        ))}
      </ul>
    </Section>
  );
}

function DocumentRow({ document }: { document: ConsentDocument }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const titleOf = useTitle();
  const { may } = useSession();
  const { change } = useConsentDeeds();
  const [open, setOpen] = useState<'text' | 'version' | null>(null);
  const [version] = document.versions;
  if (!version) return null;
  const title = titleOf(version);
  const { id, required, retired, agreed, agreed_older: older, declined } = document;
  const figures = { agreed: format.number(agreed), older: format.number(older), declined: format.number(declined) };
  return (
    <li className={styles.record}>
      <div className={styles.recordWords}>
        <p>
          <span className={styles.title}>{title}</span> {retired ? <Chip>{t('privacy.retired')}</Chip> : null}
        </p>
        <p className={styles.detail}>
          {t('privacy.published', { number: version.number, date: format.date(version.published_at) })}.{' '}
          {t(required ? 'privacy.required' : 'privacy.optional')}.
        </p>
        <p className={styles.detail}>{t('privacy.figures', figures)}</p>
      </div>
      <div className={styles.row}>
        <Button variant="subtle" onClick={() => setOpen('text')} aria-label={t('privacy.readText', { title })}>
          {t('privacy.read')}
        </Button>
        {may('settings:update') ? (
          <>
            {retired ? null : (
              <Button
                variant="default"
                onClick={() => setOpen('version')}
                aria-label={t('privacy.newVersionOf', { title })}
              >
                {t('privacy.newVersion')}
              </Button>
            )}
            <Button
              variant="subtle"
              loading={change.isPending}
              onClick={() =>
                change.mutate({ id, retired: !retired }, { onError: error => notify.error(error.message) })
              }
              aria-label={t(retired ? 'privacy.askAgainOf' : 'privacy.retireOf', { title })}
            >
              {t(retired ? 'privacy.askAgain' : 'privacy.retire')}
            </Button>
          </>
        ) : null}
      </div>
      <Dialog open={open === 'text'} onClose={() => setOpen(null)} title={title} size={700}>
        <DocumentText version={version} />
      </Dialog>
      <WriteDialog open={open === 'version'} document={document} onClose={() => setOpen(null)} />
    </li>
  );
}
