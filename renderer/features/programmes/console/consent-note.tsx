import { Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useDocuments } from '../../privacy/api.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';

/** Says what is missing while nobody is asked whether their organisation may see their progress. */
export function ConsentNote() {
  const t = useMessages(managingMessages);
  const documents = useDocuments().data;
  if (!documents || documents.some(({ kind }) => kind === 'organisation')) return null;
  return (
    <p className={styles.note}>
      {t('managing.consentLead')} <Link href="/console/settings/privacy">{t('managing.toPrivacy')}</Link>
    </p>
  );
}
