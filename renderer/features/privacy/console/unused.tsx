import { keepPreviousData } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Inactivity, InactivitySettings } from '../../../../server/privacy/contract.ts';
import {
  Button,
  Checkbox,
  ConfirmDialog,
  NumberField,
  notify,
  Refused,
  Section,
  Skeleton,
  Switch,
} from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useInactivity, useInactivityPreview, useSaveInactivity } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import { Concerned } from '../parts/concerned.tsx';
import { ToldPeople } from './told-people.tsx';

/** Whether accounts that nobody uses are erased, whom that concerns, and who was told. */
export function UnusedAccounts() {
  const t = useMessages(privacyMessages);
  const { data } = useInactivity();
  return (
    <>
      <Section title={t('privacy.unused')} lead={t('privacy.unusedLead')}>
        {data ? <Choices key={JSON.stringify(data.settings)} inactivity={data} /> : <Skeleton height={280} />}
      </Section>
      {data && data.told.count > 0 ? <ToldPeople told={data.told} byMail={data.by_mail} /> : null}
    </>
  );
}

function Choices({ inactivity: { settings, by_mail: byMail } }: { inactivity: Inactivity }) {
  const t = useMessages(privacyMessages);
  const { may } = useSession();
  const save = useSaveInactivity();
  const [draft, setDraft] = useState(settings);
  const [asking, setAsking] = useState(false);
  const preview = useInactivityPreview(draft, { placeholderData: keepPreviousData });
  const readOnly = !may('settings:update');
  const change = (wish: Partial<InactivitySettings>) => {
    save.reset();
    setDraft({ ...draft, ...wish });
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const number = (name: 'months' | 'notice_days', min: number, max: number) => ({
    min,
    max,
    readOnly,
    allowDecimal: false,
    clampBehavior: 'blur' as const,
    value: draft[name],
    onChange: (value: string | number) => change({ [name]: Number(value) || min }),
  });
  const store = () =>
    save.mutate(draft, {
      onSuccess: () => notify.done(t('privacy.saved')),
      onSettled: () => setAsking(false),
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.enabled) setAsking(true);
    else store();
  };
  const count = preview.data?.concerned ?? 0;
  return (
    <form onSubmit={submit} style={{ display: 'contents' }}>
      <Switch
        checked={draft.enabled}
        disabled={readOnly}
        onChange={event => change({ enabled: event.currentTarget.checked })}
        label={t('privacy.unusedOn')}
        description={t('privacy.unusedOnHelp')}
      />
      <NumberField
        label={t('privacy.unusedMonths')}
        description={t('privacy.unusedMonthsHelp')}
        {...number('months', 3, 120)}
      />
      <NumberField
        label={t('privacy.unusedDays')}
        description={t(byMail ? 'privacy.unusedDaysHelp' : 'privacy.unusedDaysNoMail')}
        {...number('notice_days', 7, 90)}
      />
      <Checkbox
        checked={draft.spare_enrolled}
        disabled={readOnly}
        onChange={event => change({ spare_enrolled: event.currentTarget.checked })}
        label={t('privacy.spareEnrolled')}
        description={t('privacy.spareEnrolledHelp')}
      />
      <Checkbox
        checked={draft.spare_certified}
        disabled={readOnly}
        onChange={event => change({ spare_certified: event.currentTarget.checked })}
        label={t('privacy.spareCertified')}
        description={t('privacy.spareCertifiedHelp')}
      />
      {preview.data ? <Concerned preview={preview.data} months={draft.months} /> : <Skeleton height={64} />}
      {save.error ? <Refused>{save.error.message}</Refused> : null}
      {readOnly ? null : (
        <div>
          <Button type="submit" variant="default" disabled={!isChanged} loading={save.isPending}>
            {t('privacy.save')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('privacy.unusedTitle')}
        lead={t(byMail ? 'privacy.unusedConfirm' : 'privacy.unusedConfirmNoMail', { count, days: draft.notice_days })}
        confirm={t('privacy.unusedGo')}
        keep={t('privacy.unusedKeep')}
        danger
        busy={save.isPending}
        onConfirm={store}
      />
    </form>
  );
}
