import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, Drawer, Radio } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useCategories } from '../api.ts';
import { type CatalogueQuery, levels } from '../catalogue-query.ts';
import { coursesMessages } from '../messages/index.ts';
import styles from './filters.module.css';

type FilterProps = { query: CatalogueQuery; onChange: (change: Partial<CatalogueQuery>) => void };

type Option = { key: string; label: string; count?: number; chosen: boolean; choose: () => void };

function Group({ legend, name, options }: { legend: string; name: string; options: readonly Option[] }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {options.map(({ key, label, count, chosen, choose }) => (
        <div key={key} className={styles.option}>
          <Radio
            name={name}
            label={label}
            checked={chosen}
            onChange={choose}
            classNames={{ root: styles.radio, body: styles.body, labelWrapper: styles.label }}
          />
          {count === undefined ? null : (
            <span className={styles.count} aria-hidden="true">
              {count}
            </span>
          )}
        </div>
      ))}
    </fieldset>
  );
}

/** Subject and level. The same groups stand in the column of a laptop and in the drawer of a phone. */
function Groups({ query, onChange, place }: FilterProps & { place: 'column' | 'drawer' }) {
  const t = useMessages(coursesMessages);
  const categories = useCategories();
  const subjects: Option[] = (categories.data ?? []).map(({ category, count }) => ({
    key: category,
    label: category,
    count,
    chosen: query.category === category,
    choose: () => onChange({ category }),
  }));
  const any = { key: 'any', label: t('courses.any') };
  return (
    <>
      {subjects.length > 0 ? (
        <Group
          legend={t('courses.subject')}
          name={`${place}-subject`}
          options={[
            { ...any, chosen: query.category === null, choose: () => onChange({ category: null }) },
            ...subjects,
          ]}
        />
      ) : null}
      <Group
        legend={t('courses.level')}
        name={`${place}-level`}
        options={[
          { ...any, chosen: query.level === null, choose: () => onChange({ level: null }) },
          ...levels.map(level => ({
            key: level,
            label: t(`courses.${level}`),
            chosen: query.level === level,
            choose: () => onChange({ level }),
          })),
        ]}
      />
    </>
  );
}

export function FilterColumn(props: FilterProps) {
  const t = useMessages(coursesMessages);
  return (
    <section aria-label={t('courses.filter')} className={styles.column}>
      <Groups {...props} place="column" />
    </section>
  );
}

/** On a phone: a strip of the levels, and everything behind "Filter". */
export function FilterStrip({ query, onChange }: FilterProps) {
  const t = useMessages(coursesMessages);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.strip}>
      <button type="button" className={styles.chip} onClick={() => setOpen(true)}>
        <IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden="true" />
        {query.category ?? t('courses.filter')}
      </button>
      {levels.map(level => (
        <button
          key={level}
          type="button"
          className={styles.chip}
          aria-pressed={query.level === level}
          onClick={() => onChange({ level: query.level === level ? null : level })}
        >
          {t(`courses.${level}`)}
        </button>
      ))}
      <Drawer open={open} onClose={() => setOpen(false)} title={t('courses.filter')} side="bottom">
        <div className={styles.drawer}>
          <Groups {...{ query, onChange }} place="drawer" />
          <Button size="lg" fullWidth onClick={() => setOpen(false)}>
            {t('courses.showResults')}
          </Button>
        </div>
      </Drawer>
    </div>
  );
}
