import { useState } from 'react';
import type { BackupState, Schedule } from '../../../../server/backups/contract.ts';
import { Button, Dialog, notify, NumberField, Refused, SelectField, Switch, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useChange } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { useNaming } from '../naming.ts';

const NEVER = 'never';
const WEEK = [1, 2, 3, 4, 5, 6, 0];
const MONTH = Array.from({ length: 28 }, (_, i) => i + 1);
const LIMITS = { keep_daily: 365, keep_weekly: 104, keep_monthly: 120 } as const;

type ScheduleDialogProps = { state: BackupState; onClose: () => void };

/** When backups are made and how many of each kind stay. */
export function ScheduleDialog({ state, onClose }: ScheduleDialogProps) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const [draft, setDraft] = useState<Schedule>(state.schedule);
  const change = useChange();
  const set = (part: Partial<Schedule>) => setDraft({ ...draft, ...part });
  const save = () =>
    change.mutate(
      { schedule: draft },
      {
        onSuccess: ({ next_at }) => {
          notify.done(next_at ? t('backups.whenSaved', { when: naming.next(next_at) }) : t('backups.nothingPlanned'));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      title={t('backups.whenTitle')}
      lead={t('backups.whenLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('backups.notNow')}
          </Button>
          <Button loading={change.isPending} onClick={save}>
            {t('backups.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Switch
          label={t('backups.automatic')}
          checked={draft.enabled}
          onChange={event => set({ enabled: event.currentTarget.checked })}
        />
        <Times draft={draft} set={set} />
        {change.error ? <Refused>{change.error.message}</Refused> : null}
      </div>
    </Dialog>
  );
}

function Times({ draft, set }: { draft: Schedule; set: (part: Partial<Schedule>) => void }) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const off = !draft.enabled;
  const keep = (key: keyof typeof LIMITS, label: string) => (
    <NumberField
      label={label}
      min={1}
      max={LIMITS[key]}
      clampBehavior="strict"
      disabled={off}
      value={draft[key]}
      onChange={value => typeof value === 'number' && set({ [key]: value })}
    />
  );
  const never = { value: NEVER, label: t('backups.never') };
  const numberOf = (value: string | null) => (value === null || value === NEVER ? null : Number(value));
  return (
    <div className={styles.fields}>
      <TextField
        type="time"
        label={t('backups.at')}
        disabled={off}
        value={draft.at}
        onChange={event => event.currentTarget.value && set({ at: event.currentTarget.value })}
      />
      <div className={styles.switchField}>
        <Switch
          label={t('backups.everyDay')}
          checked={draft.daily}
          disabled={off}
          onChange={event => set({ daily: event.currentTarget.checked })}
        />
      </div>
      <SelectField
        label={t('backups.weekday')}
        disabled={off}
        data={[never, ...WEEK.map(day => ({ value: String(day), label: naming.weekdayName(day) }))]}
        value={draft.weekly_on === null ? NEVER : String(draft.weekly_on)}
        onChange={value => set({ weekly_on: numberOf(value) })}
      />
      <SelectField
        label={t('backups.monthday')}
        disabled={off}
        data={[never, ...MONTH.map(day => ({ value: String(day), label: String(day) }))]}
        value={draft.monthly_on === null ? NEVER : String(draft.monthly_on)}
        onChange={value => set({ monthly_on: numberOf(value) })}
      />
      {keep('keep_daily', t('backups.keepDaily'))}
      {keep('keep_weekly', t('backups.keepWeekly'))}
      {keep('keep_monthly', t('backups.keepMonthly'))}
    </div>
  );
}
