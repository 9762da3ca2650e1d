import { type FormEvent, useDeferredValue, useRef, useState } from 'react';
import type { MailLanguage, Template, TemplateName } from '../../../../server/mail/contract.ts';
import {
  Button,
  Chip,
  ErrorPanel,
  FilterRow,
  notify,
  Refused,
  SavedState,
  Segmented,
  SelectField,
  SkeletonText,
  TextAreaField,
  TextField,
  UnsavedGuard,
} from '../../../kit/index.ts';
import { CallError } from '../../../platform/call.ts';
import { useDraft } from '../../../platform/draft.ts';
import { languages, useMessages } from '../../../platform/messages/index.ts';
import { useSite } from '../../../platform/site.ts';
import { useSaveTemplate, useTemplatePreview, useTemplates } from '../api.ts';
import styles from '../mail.module.css';
import { mailMessages } from '../messages/index.ts';
import { MessageFrame } from './message-frame.tsx';

/** What the messages say, in each language, to change and to look at. */
export function Texts() {
  const t = useMessages(mailMessages);
  const site = useSite();
  const templates = useTemplates();
  const [name, setName] = useState<TemplateName>('invitation');
  const [chosen, setLanguage] = useState<MailLanguage | null>(null);
  const language = chosen ?? site?.language ?? 'en';
  const present = templates.data?.filter(one => one.language === language) ?? [];
  const template = present.find(one => one.template === name);
  if (templates.isError) return <ErrorPanel onRetry={() => void templates.refetch()} />;
  return (
    <>
      <p className={styles.help}>{t('mail.textsLead')}</p>
      <FilterRow>
        <SelectField
          aria-label={t('mail.which')}
          value={name}
          data={present.map(({ template: value }) => ({ value, label: t(`mail.template-${value}`) }))}
          onChange={value => setName(present.find(one => one.template === value)?.template ?? 'invitation')}
        />
        <Segmented
          aria-label={t('mail.textLanguage')}
          value={language}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          onChange={value => setLanguage(value === 'es' ? 'es' : 'en')}
        />
      </FilterRow>
      {template ? <TextEditor key={`${name} ${language}`} template={template} /> : <SkeletonText />}
    </>
  );
}

function TextEditor({ template }: { template: Template }) {
  const t = useMessages(mailMessages);
  const save = useSaveTemplate();
  const area = useRef<HTMLTextAreaElement>(null);
  const { template: name, language, subject, body, changed } = template;
  const params = { template: name, language };
  const draft = useDraft(`mail-text.${name}.${language}`, { subject, body });
  const { values, dirty, change, reset } = draft;
  const looked = useDeferredValue(values);
  const preview = useTemplatePreview(params, looked);
  const problem = (field: string) =>
    [preview.error, save.error]
      .flatMap(error => (error instanceof CallError ? error.errors : []))
      .find(error => error.field === field)?.message;
  const unexplained = save.error && !problem('subject') && !problem('body') ? save.error.message : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { params, body: values },
      {
        onSuccess: () => {
          reset();
          notify.done(t('mail.textSaved'));
        },
      },
    );
  };
  const original = () =>
    save.mutate(
      { params, body: null },
      {
        onSuccess: () => {
          reset();
          notify.done(t('mail.resetDone'));
        },
      },
    );
  const insert = (text: string) => {
    const at = area.current?.selectionStart ?? values.body.length;
    change({ body: values.body.slice(0, at) + text + values.body.slice(area.current?.selectionEnd ?? at) });
    area.current?.focus();
  };
  return (
    <div className={styles.editor}>
      <UnsavedGuard dirty={dirty} />
      <form className={styles.texts} onSubmit={submit} noValidate>
        {changed ? <Chip>{t('mail.changed')}</Chip> : null}
        <TextField
          size="sm"
          label={t('mail.subject')}
          maxLength={200}
          value={values.subject}
          error={problem('subject')}
          onChange={event => change({ subject: event.currentTarget.value })}
        />
        <TextAreaField
          ref={area}
          label={t('mail.body')}
          description={t('mail.bodyHelp', { link: '{link}' })}
          minRows={12}
          maxLength={8000}
          value={values.body}
          error={problem('body')}
          onChange={event => change({ body: event.currentTarget.value })}
        />
        <Placeholders template={template} onInsert={insert} />
        {unexplained ? <Refused>{unexplained}</Refused> : null}
        <div className={styles.actions}>
          <Button type="submit" disabled={!dirty || preview.isError} loading={save.isPending}>
            {t('mail.saveText')}
          </Button>
          {dirty ? (
            <Button variant="default" onClick={reset}>
              {t('mail.discard')}
            </Button>
          ) : changed ? (
            <Button variant="default" onClick={original}>
              {t('mail.reset')}
            </Button>
          ) : null}
          {dirty ? <SavedState state="unsaved" /> : null}
        </div>
      </form>
      {preview.data ? <MessageFrame preview={preview.data} /> : <SkeletonText />}
    </div>
  );
}

function Placeholders({ template, onInsert }: { template: Template; onInsert: (text: string) => void }) {
  const t = useMessages(mailMessages);
  return (
    <div>
      <p className={styles.label}>{t('mail.placeholders')}</p>
      <ul className={styles.placeholders}>
        {template.placeholders.map(({ name, required }) => (
          <li key={name}>
            <Button
              size="xs"
              variant="default"
              aria-label={t('mail.insert', { name })}
              onClick={() => onInsert(`{${name}}`)}
            >
              {`{${name}}`}
            </Button>
            {required ? <span className={styles.required}>{t('mail.required')}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
