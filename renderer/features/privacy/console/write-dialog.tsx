import { type FormEvent, useId, useState } from 'react';
import type { ConsentDocument } from '../../../../server/privacy/contract.ts';
import {
  Button,
  Checkbox,
  Dialog,
  notify,
  Refused,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useConsentDeeds } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import { useTitle } from '../parts/document-text.tsx';
import styles from '../privacy.module.css';

type WriteDialogProps = {
  open: boolean;
  /** The document of which a new version is written; null for a new one. */
  document: ConsentDocument | null;
  onClose: () => void;
};

const KINDS = ['privacy', 'terms', 'organisation', 'other'] as const;
const FIELDS = ['title_en', 'text_en', 'title_es', 'text_es'] as const;
const EMPTY = { title_en: '', text_en: '', title_es: '', text_es: '' };

/** Writes a text in both languages and publishes it. What was written stays in the dialog when it is closed. */
export function WriteDialog({ open, document, onClose }: WriteDialogProps) {
  const t = useMessages(privacyMessages);
  const titleOf = useTitle();
  const form = useId();
  const { add, version } = useConsentDeeds();
  const present = document?.versions[0];
  const [texts, setTexts] = useState(present ?? EMPTY);
  const [kind, setKind] = useState<(typeof KINDS)[number]>('privacy');
  const [required, setRequired] = useState(true);
  const complete = FIELDS.every(field => texts[field].trim() !== '');
  const failed = document ? version.error : add.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete) return;
    const body = { title_en: texts.title_en, text_en: texts.text_en, title_es: texts.title_es, text_es: texts.text_es };
    const onSuccess = () => {
      notify.done(t('privacy.publishedNow', { title: titleOf(body) }));
      if (!document) setTexts(EMPTY);
      onClose();
    };
    if (document) version.mutate({ id: document.id, body }, { onSuccess });
    else add.mutate({ kind, required, ...body }, { onSuccess });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={present ? t('privacy.newVersionOf', { title: titleOf(present) }) : t('privacy.newDocument')}
      lead={t('privacy.publishLead')}
      size={700}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('privacy.cancel')}
          </Button>
          <Button type="submit" form={form} disabled={!complete} loading={add.isPending || version.isPending}>
            {t('privacy.publish')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className={styles.editor}>
        {document ? null : (
          <>
            <SelectField
              label={t('privacy.kind')}
              value={kind}
              onChange={value => setKind(value as typeof kind)}
              data={KINDS.map(value => ({ value, label: t(`privacy.kind-${value}`) }))}
            />
            <Checkbox
              checked={required}
              onChange={event => setRequired(event.currentTarget.checked)}
              label={t('privacy.requiredChoice')}
              description={t('privacy.requiredHelp')}
            />
          </>
        )}
        <div className={styles.pair}>
          {(['en', 'es'] as const).map(language => (
            <div key={language} className={styles.editor}>
              <TextField
                label={t(language === 'en' ? 'privacy.titleEn' : 'privacy.titleEs')}
                maxLength={160}
                value={texts[`title_${language}`]}
                onChange={({ currentTarget: { value } }) => setTexts(was => ({ ...was, [`title_${language}`]: value }))}
              />
              <TextAreaField
                label={t(language === 'en' ? 'privacy.textEn' : 'privacy.textEs')}
                description={t('privacy.textHelp')}
                minRows={8}
                maxRows={16}
                maxLength={60_000}
                value={texts[`text_${language}`]}
                onChange={({ currentTarget: { value } }) => setTexts(was => ({ ...was, [`text_${language}`]: value }))}
              />
            </div>
          ))}
        </div>
        {failed ? <Refused>{failed.message}</Refused> : null}
      </form>
    </Dialog>
  );
}
