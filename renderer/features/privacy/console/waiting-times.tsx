import { type FormEvent, useState } from 'react';
import type { PrivacySettings } from '../../../../server/privacy/contract.ts';
import { Button, NumberField, notify, Refused, Section, Skeleton } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { usePrivacySettings, useSavePrivacySettings } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';

/** How long somebody may change their mind, and how long an export lies ready. */
export function WaitingTimes() {
  const t = useMessages(privacyMessages);
  const { data } = usePrivacySettings();
  return (
    <Section title={t('privacy.waiting')} lead={t('privacy.waitingLead')}>
      {data ? <Times key={JSON.stringify(data)} settings={data} /> : <Skeleton height={120} />}
    </Section>
  );
}

function Times({ settings }: { settings: PrivacySettings }) {
  const t = useMessages(privacyMessages);
  const { may } = useSession();
  const save = useSavePrivacySettings();
  const [draft, setDraft] = useState(settings);
  const readOnly = !may('settings:update');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const days = (name: keyof PrivacySettings, min: number, max: number) => ({
    min,
    max,
    readOnly,
    allowDecimal: false,
    clampBehavior: 'blur' as const,
    value: draft[name],
    onChange: (value: string | number) => setDraft({ ...draft, [name]: Number(value) || min }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => notify.done(t('privacy.saved')) });
  };
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <NumberField
        label={t('privacy.erasureDays')}
        description={t('privacy.erasureDaysHelp')}
        {...days('erasure_days', 0, 90)}
      />
      <NumberField
        label={t('privacy.exportDays')}
        description={t('privacy.exportDaysHelp')}
        {...days('export_days', 1, 30)}
      />
      {save.error ? <Refused>{save.error.message}</Refused> : null}
      {readOnly ? null : (
        <div>
          <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
            {t('privacy.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
