import { IconChevronDown } from '@tabler/icons-react';
import { Button, Menu } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { type CatalogueQuery, sorts } from '../catalogue-query.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './filters.module.css';

type Sort = CatalogueQuery['sort'];

export function SortMenu({ value, onChange }: { value: Sort; onChange: (sort: Sort) => void }) {
  const t = useMessages(coursesMessages);
  const items = sorts.map(sort => ({ key: sort, label: t(`courses.sort-${sort}`), onClick: () => onChange(sort) }));
  return (
    <Menu items={items}>
      <Button
        variant="subtle"
        color="gray"
        size="md"
        className={styles.sort}
        rightSection={<IconChevronDown size={16} stroke={1.75} aria-hidden="true" />}
      >
        {t(`courses.sort-${value}`)}
      </Button>
    </Menu>
  );
}
