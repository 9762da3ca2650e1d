import { Button, Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { addressOfQuery, type CatalogueQuery } from '../catalogue-query.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './filters.module.css';

/** Pages as links, so that they can be opened, sent on and come back to. Nothing for a single page. */
export function Pager({ query, pages }: { query: CatalogueQuery; pages: number }) {
  const t = useMessages(coursesMessages);
  if (pages <= 1) return null;
  const page = Math.min(query.page, pages);
  const to = (number: number) => addressOfQuery({ ...query, page: number });
  return (
    <nav aria-label={t('courses.pages')} className={styles.pager}>
      {page > 1 ? (
        <Button size="md" variant="default" component={Link} href={to(page - 1)}>
          {t('courses.previous')}
        </Button>
      ) : null}
      <span aria-current="page">{t('courses.pageOf', { page, pages })}</span>
      {page < pages ? (
        <Button size="md" variant="default" component={Link} href={to(page + 1)}>
          {t('courses.next')}
        </Button>
      ) : null}
    </nav>
  );
}
