import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Asked } from '../../../server/privacy/contract.ts';
import { Brand, Button, Checkbox, ErrorPanel, PageTitle, Refused, SkeletonText, SkipLink } from '../../kit/index.ts';
import { useLanguage, useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage, useSite } from '../../platform/site.ts';
import { useAnswer, useAsked } from './api.ts';
import { privacyMessages } from './messages/index.ts';
import { DocumentText, useTitle } from './parts/document-text.tsx';
import { EraseDialog } from './parts/erase-dialog.tsx';
import styles from './privacy.module.css';

/** What must be read and agreed to before anything else; prints as plain text. */
export function ConsentPage({ onDone }: { onDone: () => void }) {
  const t = useMessages(privacyMessages);
  const site = useSite();
  const { data, error, refetch } = useAsked();
  usePage(t('privacy.gateTitle'));
  return (
    <>
      <SkipLink />
      <main id="content" tabIndex={-1} className={styles.gate}>
        <div className={styles.gateTop}>
          <Brand name={site?.name ?? ''} src={site?.logo ?? undefined} />
          <Button variant="subtle" leftSection={<IconPrinter size={18} stroke={1.75} />} onClick={() => window.print()}>
            {t('privacy.print')}
          </Button>
        </div>
        <PageTitle lead={t('privacy.gateLead')}>{t('privacy.gateTitle')}</PageTitle>
        {error ? <ErrorPanel title={t('privacy.loadFailed')} onRetry={() => void refetch()} level={2} /> : null}
        {data ? <Questions asked={data} onDone={onDone} /> : error ? null : <SkeletonText lines={8} />}
      </main>
    </>
  );
}

function Questions({ asked, onDone }: { asked: readonly Asked[]; onDone: () => void }) {
  const t = useMessages(privacyMessages);
  const language = useLanguage();
  const answer = useAnswer();
  const [agreed, setAgreed] = useState<ReadonlySet<number>>(new Set());
  const [tried, setTried] = useState(false);
  const lacks = asked.some(one => one.required && !agreed.has(one.version.id));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (lacks) return;
    const answers = asked.map(({ version: { id } }) => ({ version_id: id, agreed: agreed.has(id) }));
    answer.mutate({ language, answers }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate>
      {asked.map(one => (
        <Question
          key={one.version.id}
          asked={one}
          agreed={agreed.has(one.version.id)}
          wrong={tried && one.required && !agreed.has(one.version.id)}
          onAgree={yes => {
            const next = new Set(agreed);
            if (yes) next.add(one.version.id);
            else next.delete(one.version.id);
            setAgreed(next);
          }}
        />
      ))}
      <div className={styles.gateEnd}>
        {answer.error ? <Refused>{answer.error.message}</Refused> : null}
        <Button type="submit" size="lg" loading={answer.isPending}>
          {t('privacy.goOn')}
        </Button>
        <WaysOut />
      </div>
    </form>
  );
}

type QuestionProps = { asked: Asked; agreed: boolean; wrong: boolean; onAgree: (yes: boolean) => void };

function Question({ asked: { version, required, changed }, agreed, wrong, onAgree }: QuestionProps) {
  const t = useMessages(privacyMessages);
  const title = useTitle()(version);
  const headingId = `document-${version.id}`;
  return (
    <section className={styles.document} aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <p className={styles.detail}>
        {t('privacy.version', { number: version.number })}. {changed ? t('privacy.gateChanged') : null}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text is scrolled by keyboard */}
      <div className={styles.sheet} role="group" aria-labelledby={headingId} tabIndex={0}>
        <DocumentText version={version} />
      </div>
      <Checkbox
        className={styles.agree ?? ''}
        size="md"
        checked={agreed}
        onChange={event => onAgree(event.currentTarget.checked)}
        label={t(required ? 'privacy.iAgree' : 'privacy.iAgreeOptional', { title })}
        error={wrong ? t('privacy.needed') : undefined}
      />
    </section>
  );
}

/** Nobody is made to agree: signing out, and leaving for good, are always open. */
function WaysOut() {
  const t = useMessages(privacyMessages);
  const { me, signOut } = useSession();
  const [erasing, setErasing] = useState(false);
  return (
    <>
      <p className={styles.detail}>{t('privacy.notAgree')}</p>
      <div className={styles.row}>
        <Button variant="default" size="md" onClick={() => void signOut()}>
          {t('privacy.signOut')}
        </Button>
        <Button variant="subtle" size="md" onClick={() => setErasing(true)}>
          {t('privacy.eraseInstead')}
        </Button>
      </div>
      {me ? (
        <EraseDialog
          id="me"
          name={`${me.first_name} ${me.last_name}`}
          open={erasing}
          onClose={() => setErasing(false)}
        />
      ) : null}
    </>
  );
}
