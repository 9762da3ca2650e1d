import { type FormEvent, useId, useState } from 'react';
import type { Mentor } from '../../../../server/mentoring/contract.ts';
import { Button, Dialog, notify, SelectField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { nameOf } from '../parts/names.ts';
import { useAssign } from './api.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';
import { PeopleChoice, Refusal } from './parts.tsx';

type AssignProps = {
  mentors: readonly Mentor[];
  /** Number of the one who is chosen already. */
  mentor: number | null;
  onClose: () => void;
};

/** Several people for one mentor. */
export function AssignDialog({ mentors, mentor: given, onClose }: AssignProps) {
  const t = useMessages(managingMessages);
  const form = useId();
  const assign = useAssign();
  const first = mentors.find(({ id }) => id === given) ?? (mentors.length === 1 ? mentors[0] : undefined);
  const [mentorId, setMentorId] = useState<number | null>(first?.id ?? null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [tried, setTried] = useState(false);
  const mentor = mentors.find(({ id }) => id === mentorId);
  const menteeIds = [...chosen].filter(id => id !== mentorId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!mentor || menteeIds.length === 0) return;
    assign.mutate(
      { mentor_id: mentor.id, mentee_ids: menteeIds },
      {
        onSuccess: ({ assigned }) => {
          notify.done(t('managing.assigned', { count: assigned, name: nameOf(mentor) }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('managing.assign')}
      lead={t('managing.assignLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('managing.cancel')}
          </Button>
          <Button type="submit" form={form} loading={assign.isPending}>
            {t('managing.assign')}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        <SelectField
          label={t('managing.mentor')}
          placeholder={t('managing.mentorChoose')}
          value={mentorId === null ? null : String(mentorId)}
          data={mentors.map(one => ({
            value: String(one.id),
            label: t('managing.mentorCount', { name: nameOf(one), count: one.mentees }),
          }))}
          error={tried && !mentor ? t('managing.mentorMissing') : undefined}
          onChange={value => setMentorId(value ? Number(value) : null)}
        />
        <PeopleChoice
          label={t('managing.mentees')}
          chosen={chosen}
          onChange={setChosen}
          without={mentorId}
          error={tried && menteeIds.length === 0 ? t('managing.menteesMissing') : undefined}
        />
        <Refusal error={assign.error} />
      </form>
    </Dialog>
  );
}
