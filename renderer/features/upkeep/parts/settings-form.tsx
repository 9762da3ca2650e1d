import { type FormEvent, useState } from 'react';
import type { UpkeepSettings } from '../../../../server/upkeep/contract.ts';
import { Button, NumberField, notify, Refused, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useUpkeepDeeds } from '../api.ts';
import { upkeepMessages } from '../messages/index.ts';
import styles from '../upkeep.module.css';

/** When it runs and how long things are kept. */
export function SettingsForm({ settings }: { settings: UpkeepSettings }) {
  const t = useMessages(upkeepMessages);
  const { may } = useSession();
  const { save } = useUpkeepDeeds();
  const [draft, setDraft] = useState(settings);
  const readOnly = !may('settings:update');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => notify.done(t('upkeep.saved')) });
  };
  const time = (name: 'window_start' | 'window_end') => ({
    type: 'time',
    size: 'sm' as const,
    readOnly,
    required: true,
    withAsterisk: false,
    value: draft[name],
    error: draft[name] === '' ? t('upkeep.wrongTime') : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value.slice(0, 5) }),
  });
  const days = (name: 'activity_days' | 'activity_least_days' | 'job_days', min: number, max: number) => ({
    min,
    max,
    readOnly,
    allowDecimal: false,
    clampBehavior: 'blur' as const,
    value: draft[name],
    onChange: (value: string | number) => setDraft({ ...draft, [name]: Number(value) || min }),
  });
  return (
    <section>
      <h2 className={styles.section}>{t('upkeep.settings')}</h2>
      <form className={styles.form} onSubmit={submit}>
        <TextField label={t('upkeep.start')} description={t('upkeep.startHelp')} {...time('window_start')} />
        <TextField label={t('upkeep.end')} description={t('upkeep.endHelp')} {...time('window_end')} />
        <NumberField
          label={t('upkeep.activityDays')}
          description={t('upkeep.activityDaysHelp')}
          {...days('activity_days', 30, 3650)}
        />
        <NumberField
          label={t('upkeep.leastDays')}
          description={t('upkeep.leastDaysHelp')}
          {...days('activity_least_days', 30, 3650)}
        />
        <NumberField label={t('upkeep.jobDays')} description={t('upkeep.jobDaysHelp')} {...days('job_days', 1, 365)} />
        {save.error ? (
          <div className={styles.wide}>
            <Refused>{save.error.message}</Refused>
          </div>
        ) : null}
        {readOnly ? null : (
          <div className={styles.wide}>
            <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
              {t('upkeep.save')}
            </Button>
          </div>
        )}
      </form>
    </section>
  );
}
