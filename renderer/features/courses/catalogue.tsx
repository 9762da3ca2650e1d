import { type RouterHistory, useLocation, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Button, classes, Empty, ErrorPanel, PageTitle, type } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { useCatalogue } from './api.ts';
import { addressOfQuery, type CatalogueQuery, changed, everything, isNarrowed, readQuery } from './catalogue-query.ts';
import styles from './catalogue.module.css';
import { coursesMessages } from './messages/index.ts';
import { CardSkeletons, CourseCards } from './parts/course-cards.tsx';
import { FilterColumn, FilterStrip } from './parts/filters.tsx';
import { Pager } from './parts/pager.tsx';
import { SearchField } from './parts/search-field.tsx';
import { SortMenu } from './parts/sort-menu.tsx';

const PER_PAGE = 24;

/** What is shown, out of the address; changing it changes the address and nothing else. */
function useQueryInAddress(): [CatalogueQuery, (change: Partial<CatalogueQuery>) => void] {
  const history = useRouter().history as RouterHistory;
  const search = useLocation({ select: location => location.searchStr });
  const change = useCallback(
    (part: Partial<CatalogueQuery>) => {
      const now = readQuery(history.location.search);
      history.replace(addressOfQuery(changed(now, part)));
    },
    [history],
  );
  return [readQuery(search), change];
}

/** All courses that are open: search, filter, sort, page. Everybody may look. */
export function CataloguePage() {
  const t = useMessages(coursesMessages);
  const [query, change] = useQueryInAddress();
  usePage(t('courses.catalogue'));
  return (
    <>
      <div className={styles.head}>
        <PageTitle>{t('courses.catalogue')}</PageTitle>
        <SearchField value={query.search} onChange={search => change({ search })} />
      </div>
      <FilterStrip query={query} onChange={change} />
      <div className={styles.columns}>
        <FilterColumn query={query} onChange={change} />
        <Results query={query} onChange={change} />
      </div>
    </>
  );
}

type ResultsProps = { query: CatalogueQuery; onChange: (change: Partial<CatalogueQuery>) => void };

function Results({ query, onChange }: ResultsProps) {
  const t = useMessages(coursesMessages);
  const { search, category, level, sort, page } = query;
  const courses = useCatalogue({
    page,
    per_page: PER_PAGE,
    sort,
    ...(search !== '' && { search }),
    ...(category && { category }),
    ...(level && { difficulty_level: level }),
  });
  const total = courses.data?.pagination.total;
  return (
    <section aria-labelledby="results" className={styles.results} aria-busy={courses.isFetching}>
      <div className={classes(styles.line, total === 0 && styles.silent)}>
        <h2 id="results" className={type.section} aria-live="polite">
          {isNarrowed(query) && total !== undefined ? t('courses.found', { count: total }) : t('courses.all')}
          {!isNarrowed(query) && total ? <span className={styles.count}> {total}</span> : null}
        </h2>
        <SortMenu value={sort} onChange={value => onChange({ sort: value })} />
      </div>
      {courses.isPending ? <CardSkeletons /> : null}
      {courses.isError && !courses.data ? (
        <ErrorPanel title={t('courses.catalogueFailed')} onRetry={() => void courses.refetch()}>
          {courses.error.message}
        </ErrorPanel>
      ) : null}
      {courses.data && courses.data.items.length > 0 ? <CourseCards courses={courses.data.items} /> : null}
      {courses.data?.items.length === 0 ? <Nothing query={query} onChange={onChange} /> : null}
      {courses.data ? <Pager query={query} pages={courses.data.pagination.pages} /> : null}
    </section>
  );
}

function Nothing({ query, onChange }: ResultsProps) {
  const t = useMessages(coursesMessages);
  if (!isNarrowed(query) && query.page === 1) return <Empty title={t('courses.none')}>{t('courses.noneLead')}</Empty>;
  return (
    <Empty
      title={query.search ? t('courses.nothingFor', { search: query.search }) : t('courses.nothing')}
      actions={
        <Button size="md" variant="default" onClick={() => onChange(everything)}>
          {t('courses.showAll')}
        </Button>
      }
    >
      {t('courses.nothingLead')}
    </Empty>
  );
}
