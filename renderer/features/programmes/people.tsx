import { useLocation, useNavigate } from '@tanstack/react-router';
import { IconUsers } from '@tabler/icons-react';
import type { OwnOrganisation } from '../../../server/organisations/contract.ts';
import {
  Button,
  DataTablePages,
  Empty,
  ErrorPanel,
  PageTitle,
  SearchField,
  SelectField,
  SkeletonRows,
  Tabs,
} from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useOwnOrganisations, usePeople } from './api.ts';
import { programmesMessages } from './messages/index.ts';
import { PersonRow } from './parts/person-row.tsx';
import { addressOfPeople, PAGE_SIZE, type PeopleQuery, peopleQueryOf, SHOWS, type Source } from './people-query.ts';
import styles from './people.module.css';

/** Those whom one guides or whose organisation one represents, and how they get on. */
export function PeoplePage() {
  const t = useMessages(programmesMessages);
  const navigate = useNavigate();
  const query = peopleQueryOf(useLocation({ select: location => location.searchStr }));
  const isMentor = useSession().me?.roles.includes('mentor') ?? false;
  const organisations = useOwnOrganisations();
  usePage(t('programmes.people'));
  const sources: Source[] = [
    ...(isMentor ? ['mentees' as const] : []),
    ...(organisations.data ?? []).map(({ id }) => id),
  ];
  const of = sources.find(source => source === query.of) ?? sources[0];
  const show = (change: Partial<PeopleQuery>) =>
    void navigate({ href: addressOfPeople({ ...query, page: 1, ...change }), replace: true });
  const panel = (source: Source) => (
    <People
      key={source}
      of={source}
      organisation={organisations.data?.find(({ id }) => id === source)}
      query={query}
      onShow={show}
    />
  );
  return (
    <>
      <PageTitle lead={t('programmes.peopleLead')}>{t('programmes.people')}</PageTitle>
      {organisations.isPending ? <SkeletonRows rows={5} picture /> : null}
      {organisations.isError ? (
        <ErrorPanel title={t('programmes.failed')} onRetry={() => void organisations.refetch()}>
          {organisations.error.message}
        </ErrorPanel>
      ) : null}
      {organisations.data && of === undefined ? (
        <Empty icon={IconUsers} title={t('programmes.nothing')}>
          {t('programmes.nothingLead')}
        </Empty>
      ) : null}
      {organisations.data && of !== undefined && sources.length === 1 ? panel(of) : null}
      {organisations.data && of !== undefined && sources.length > 1 ? (
        <Tabs
          label={t('programmes.of')}
          value={String(of)}
          onChange={key => show({ of: sources.find(source => String(source) === key), search: '', show: 'all' })}
          tabs={sources.map(source => ({
            key: String(source),
            label:
              source === 'mentees' ? t('programmes.mentees') : organisations.data.find(({ id }) => id === source)?.name,
            panel: panel(source),
          }))}
        />
      ) : null}
    </>
  );
}

type PeopleProps = {
  of: Source;
  organisation: OwnOrganisation | undefined;
  query: PeopleQuery;
  onShow: (change: Partial<PeopleQuery>) => void;
};

function People({ of, organisation, query, onShow }: PeopleProps) {
  const t = useMessages(programmesMessages);
  const people = usePeople(of, query);
  const total = people.data?.pagination.total ?? 0;
  const isNarrowed = query.search !== '' || query.show !== 'all';
  const shows = SHOWS.filter(show => show !== 'agreed' || organisation);
  return (
    <>
      {organisation ? (
        <p className={styles.note}>
          {t(organisation.asks_consent ? 'programmes.consentNote' : 'programmes.consentMissing')}
        </p>
      ) : null}
      {people.data && total === 0 && !isNarrowed ? null : (
        <div className={styles.filters}>
          <SearchField
            className={styles.search}
            label={t('programmes.search')}
            placeholder={t('programmes.search')}
            value={query.search}
            onChange={search => onShow({ search })}
          />
          <SelectField
            aria-label={t('programmes.show')}
            className={styles.show}
            value={query.show}
            data={shows.map(show => ({ value: show, label: t(`programmes.show-${show}`) }))}
            onChange={value => onShow({ show: shows.find(show => show === value) ?? 'all' })}
          />
        </div>
      )}
      {people.isPending ? <SkeletonRows rows={5} picture /> : null}
      {people.isError && !people.data ? (
        <ErrorPanel title={t('programmes.failed')} onRetry={() => void people.refetch()} level={2}>
          {people.error.message}
        </ErrorPanel>
      ) : null}
      <ul aria-label={t('programmes.people')}>
        {people.data?.items.map(({ user, standing }) => (
          <PersonRow key={user.id} user={user} standing={standing} href={hrefOf(of, user.id)} />
        ))}
      </ul>
      {people.data && total === 0 ? <Nobody {...{ of, query, onShow }} /> : null}
      {total > PAGE_SIZE ? (
        <div className={styles.pages}>
          <DataTablePages page={query.page} size={PAGE_SIZE} total={total} onPage={page => onShow({ page })} />
        </div>
      ) : null}
    </>
  );
}

const hrefOf = (of: Source, userId: number) =>
  of === 'mentees' ? `/people/mentees/${userId}` : `/people/organisations/${of}/${userId}`;

function Nobody({ of, query, onShow }: Omit<PeopleProps, 'organisation'>) {
  const t = useMessages(programmesMessages);
  const all = (
    <Button variant="default" onClick={() => onShow({ search: '', show: 'all' })}>
      {t('programmes.showAll')}
    </Button>
  );
  if (query.search !== '')
    return (
      <Empty icon={IconUsers} title={t('programmes.none')} actions={all} level={2}>
        {t('programmes.noneLead')}
      </Empty>
    );
  if (query.show === 'quiet')
    return (
      <Empty icon={IconUsers} title={t('programmes.noneQuiet')} actions={all} level={2}>
        {t('programmes.noneQuietLead')}
      </Empty>
    );
  if (query.show === 'agreed')
    return (
      <Empty icon={IconUsers} title={t('programmes.none')} actions={all} level={2}>
        {t('programmes.consentNote')}
      </Empty>
    );
  const who = of === 'mentees' ? 'Mentees' : 'Members';
  return (
    <Empty icon={IconUsers} title={t(`programmes.no${who}`)} level={2}>
      {t(`programmes.no${who}Lead`)}
    </Empty>
  );
}
