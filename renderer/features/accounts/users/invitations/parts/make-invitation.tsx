import { type FormEvent, useId, useState } from 'react';
import type { RegistrationInvitation } from '../../../../../../server/registration/contract.ts';
import { Button, Checkbox, Dialog, SearchField, SelectField, TextField } from '../../../../../kit/index.ts';
import { useMessages } from '../../../../../platform/messages/index.ts';
import { fieldErrors, Refusal } from '../../../parts/refusal.tsx';
import users from '../../users.module.css';
import { useCourseChoice, useMakeInvitation } from '../api.ts';
import styles from '../invitations.module.css';
import { invitationsMessages } from '../messages/index.ts';

const DAYS = ['1', '7', '30', '90', '365', '0'] as const;
type Days = (typeof DAYS)[number];
const MOST = 100_000;

type MakeProps = { onClose: () => void; onMade: (invitation: RegistrationInvitation) => void };

/** A new invitation: what it is called, for how many, for how long, into which courses. */
export function MakeInvitation({ onClose, onMade }: MakeProps) {
  const t = useMessages(invitationsMessages);
  const form = useId();
  const make = useMakeInvitation();
  const [label, setLabel] = useState('');
  const [limit, setLimit] = useState('');
  const [days, setDays] = useState<Days>('30');
  const [courses, setCourses] = useState<ReadonlySet<number>>(new Set());
  const [tried, setTried] = useState(false);
  const most = limit.trim() === '' ? null : Number(limit);
  const isLimitWrong = most !== null && !(Number.isInteger(most) && most >= 1 && most <= MOST);
  const isNameless = label.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNameless || isLimitWrong) return;
    const lasting = days === '0' ? null : Number(days);
    make.mutate(
      { label: label.trim(), max_uses: most, days: lasting, course_ids: [...courses] },
      { onSuccess: onMade },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('invitations.make')}
      lead={t('invitations.makeLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('invitations.cancel')}
          </Button>
          <Button type="submit" form={form} loading={make.isPending}>
            {t('invitations.make')}
          </Button>
        </>
      }
    >
      <form id={form} className={users.form} onSubmit={submit} noValidate autoComplete="off">
        <TextField
          label={t('invitations.label')}
          description={t('invitations.labelHelp')}
          placeholder={t('invitations.labelHint')}
          maxLength={120}
          data-autofocus
          value={label}
          error={tried && isNameless ? t('invitations.labelMissing') : fieldErrors(make.error)['label']}
          onChange={event => setLabel(event.currentTarget.value)}
        />
        <div className={styles.pair}>
          <TextField
            label={t('invitations.limit')}
            description={t('invitations.limitHelp')}
            inputMode="numeric"
            maxLength={6}
            value={limit}
            error={tried && isLimitWrong ? t('invitations.limitWrong') : undefined}
            onChange={event => setLimit(event.currentTarget.value)}
          />
          <SelectField
            label={t('invitations.until')}
            description={t('invitations.untilHelp')}
            value={days}
            data={DAYS.map(value => ({ value, label: t(`invitations.days-${value}`) }))}
            onChange={value => setDays(DAYS.find(one => one === value) ?? '30')}
          />
        </div>
        <CourseChoice chosen={courses} onChange={setCourses} />
        <Refusal error={make.error} />
      </form>
    </Dialog>
  );
}

type ChoiceProps = { chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void };

function CourseChoice({ chosen, onChange }: ChoiceProps) {
  const t = useMessages(invitationsMessages);
  const [search, setSearch] = useState('');
  const courses = useCourseChoice(search);
  const set = (id: number, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  const rows = courses.data?.items ?? [];
  return (
    <fieldset className={styles.courses}>
      <legend>{t('invitations.courses')}</legend>
      <p>{t('invitations.coursesHelp')}</p>
      <SearchField label={t('invitations.coursesSearch')} value={search} onChange={setSearch} />
      {rows.length > 0 ? (
        <div className={styles.choice}>
          {rows.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              checked={chosen.has(id)}
              onChange={event => set(id, event.currentTarget.checked)}
            />
          ))}
        </div>
      ) : courses.isPending ? null : (
        <p>{t('invitations.coursesNone')}</p>
      )}
      {chosen.size > 0 ? <p role="status">{t('invitations.coursesChosen', { count: chosen.size })}</p> : null}
    </fieldset>
  );
}
