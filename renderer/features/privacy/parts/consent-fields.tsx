import { useState } from 'react';
import type { Asked } from '../../../../server/privacy/contract.ts';
import { Button, Checkbox, Dialog } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';
import { DocumentText, useTitle } from './document-text.tsx';

type ConsentFieldsProps = {
  documents: readonly Asked[];
  /** Versions that are agreed to. */
  agreed: ReadonlySet<number>;
  onChange: (agreed: Set<number>) => void;
  /** Somebody tried to go on: what is needed and not ticked is marked. */
  tried: boolean;
};

/** What is agreed to on the way into an account: a box for each text, with the text behind a button. */
export function ConsentFields({ documents, agreed, onChange, tried }: ConsentFieldsProps) {
  const t = useMessages(privacyMessages);
  const titleOf = useTitle();
  const [reading, setReading] = useState<Asked | null>(null);
  if (documents.length === 0) return null;
  const toggle = (id: number, yes: boolean) => {
    const next = new Set(agreed);
    if (yes) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <div className={styles.consents}>
      {documents.map(one => {
        const { id } = one.version;
        const title = titleOf(one.version);
        return (
          <div key={id} className={styles.consent}>
            <Checkbox
              size="md"
              checked={agreed.has(id)}
              onChange={event => toggle(id, event.currentTarget.checked)}
              label={t(one.required ? 'privacy.iAgree' : 'privacy.iAgreeOptional', { title })}
              error={tried && one.required && !agreed.has(id) ? t('privacy.needed') : undefined}
            />
            <Button
              variant="subtle"
              size="md"
              onClick={() => setReading(one)}
              aria-label={t('privacy.readText', { title })}
            >
              {t('privacy.read')}
            </Button>
          </div>
        );
      })}
      <Dialog
        open={reading !== null}
        onClose={() => setReading(null)}
        title={reading ? titleOf(reading.version) : ''}
        size={700}
        actions={
          <Button variant="default" onClick={() => setReading(null)}>
            {t('privacy.close')}
          </Button>
        }
      >
        {reading ? <DocumentText version={reading.version} /> : null}
      </Dialog>
    </div>
  );
}
