import { Button, FilterRow, SearchField, SelectField } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSummary } from '../api.ts';
import { EVERYTHING, isFiltered, KINDS, type MediaQuery, USES } from '../media-query.ts';
import { mediaRoomMessages } from '../messages/index.ts';

type FiltersProps = { query: MediaQuery; onChange: (change: Partial<MediaQuery>) => void };

/** Search, kind, course, and whether anything shows it. */
export function Filters({ query, onChange }: FiltersProps) {
  const t = useMessages(mediaRoomMessages);
  const { data: summary } = useSummary();
  const courses = (summary?.courses ?? []).map(({ course_id, title }) => ({
    value: String(course_id ?? 0),
    label: course_id === null ? t('mediaRoom.noCourse') : (title ?? t('mediaRoom.removedCourse')),
  }));
  return (
    <FilterRow>
      <SearchField
        label={t('mediaRoom.search')}
        placeholder={t('mediaRoom.searchHint')}
        value={query.search}
        onChange={search => onChange({ search })}
      />
      <SelectField
        aria-label={t('mediaRoom.kind')}
        value={query.kind ?? ''}
        data={[
          { value: '', label: t('mediaRoom.anyKind') },
          ...KINDS.map(kind => ({ value: kind, label: t(`mediaRoom.kind-${kind}`) })),
        ]}
        onChange={value => onChange({ kind: KINDS.find(kind => kind === value) })}
      />
      <SelectField
        aria-label={t('mediaRoom.course')}
        value={query.course === undefined ? '' : String(query.course)}
        data={[{ value: '', label: t('mediaRoom.anyCourse') }, ...courses]}
        onChange={value => onChange({ course: value ? Number(value) : undefined })}
      />
      <SelectField
        aria-label={t('mediaRoom.use')}
        value={query.use ?? ''}
        data={[
          { value: '', label: t('mediaRoom.anyUse') },
          ...USES.map(use => ({ value: use, label: t(`mediaRoom.${use}`) })),
        ]}
        onChange={value => onChange({ use: USES.find(use => use === value) })}
      />
      {isFiltered(query) ? (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ ...EVERYTHING, sort: query.sort, order: query.order })}
        >
          {t('mediaRoom.clear')}
        </Button>
      ) : null}
    </FilterRow>
  );
}
