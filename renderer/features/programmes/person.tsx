import type { UseQueryResult } from '@tanstack/react-query';
import { IconEyeOff, IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PersonHead, PersonProgress } from '../../../server/learning/contract.ts';
import { Avatar, Breadcrumb, Button, Empty, ErrorPanel, Link, PageTitle, SkeletonText } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { usePage } from '../../platform/site.ts';
import { useMember, useMentee } from './api.ts';
import { programmesMessages } from './messages/index.ts';
import { nameOf, pictureOf } from './parts/names.ts';
import { Certificates, Courses, Figures, Results } from './parts/progress-parts.tsx';
import styles from './person.module.css';

/** One of one's mentees. */
export function MenteePage() {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const mentee = useMentee(useId('userId'));
  return (
    <Page query={mentee} back="/people?of=mentees">
      {mentee.data ? (
        <Person {...mentee.data} since={t('programmes.since-mentee', { date: format.date(mentee.data.since) })} />
      ) : null}
    </Page>
  );
}

/** Somebody of the organisation that one represents. */
export function MemberPage() {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const id = useId('organisationId');
  const member = useMember(id, useId('userId'));
  const { data } = member;
  return (
    <Page query={member} back={`/people?of=${id}`}>
      {data ? (
        <Person
          {...data}
          since={t('programmes.since-member', { organisation: data.organisation.name, date: format.date(data.since) })}
        />
      ) : null}
    </Page>
  );
}

type PageProps = { query: UseQueryResult<{ user: PersonHead }>; back: string; children: ReactNode };

function Page({ query, back, children }: PageProps) {
  const t = useMessages(programmesMessages);
  const { data, error, isPending, refetch } = query;
  const name = data ? nameOf(data.user) : t('programmes.people');
  usePage(name);
  const isGone = error instanceof CallError && error.code === 'NOT_FOUND';
  return (
    <>
      <Breadcrumb crumbs={[{ label: t('programmes.back'), href: back }, ...(data ? [{ label: name }] : [])]} />
      {data && !isGone ? null : <PageTitle>{t('programmes.people')}</PageTitle>}
      {isGone ? (
        <Empty
          icon={IconUserOff}
          title={t('programmes.personGone')}
          actions={
            <Button component={Link} href="/people" variant="default">
              {t('programmes.toPeople')}
            </Button>
          }
        >
          {t('programmes.personGoneLead')}
        </Empty>
      ) : null}
      {error && !isGone && !data ? (
        <ErrorPanel title={t('programmes.personFailed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {isPending ? <SkeletonText lines={8} /> : null}
      {isGone ? null : children}
    </>
  );
}

type PersonProps = { user: PersonHead; since: string; progress: PersonProgress | null };

function Person({ user, since, progress }: PersonProps) {
  const t = useMessages(programmesMessages);
  const name = nameOf(user);
  return (
    <>
      <div className={styles.head}>
        <Avatar name={name} size={72} src={pictureOf(user)} />
        <PageTitle lead={<span className={styles.since}>{since}</span>}>{name}</PageTitle>
      </div>
      {progress ? (
        <>
          <Figures standing={progress.standing} />
          <div className={styles.columns}>
            <div className={styles.courses}>
              <Courses courses={progress.courses} />
              <Results results={progress.results} />
            </div>
            <div className={styles.aside}>
              <Certificates certificates={progress.certificates} />
            </div>
          </div>
        </>
      ) : (
        <Empty icon={IconEyeOff} title={t('programmes.noConsent')} level={2}>
          {t('programmes.noConsentLead', { name: user.first_name })}
        </Empty>
      )}
    </>
  );
}
