import { type FormEvent, useState } from 'react';
import type { ScanningSettings } from '../../../server/scanning/contract.ts';
import {
  Button,
  ChoiceCards,
  ErrorPanel,
  notify,
  Refused,
  Skeleton,
  TextField,
  type,
  Verdict,
} from '../../kit/index.ts';
import type { DataOf } from '../../platform/api-types.ts';
import { CallError } from '../../platform/call.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useSaveScanning, useScanning } from './api.ts';
import { scanningMessages } from './messages/index.ts';
import styles from './scanning.module.css';

type Scanning = DataOf<'GET /scanning'>;

/** Whether what people bring is looked at by a malware scanner, and what happens when it cannot. */
export function ScanningPage() {
  const t = useMessages(scanningMessages);
  const { data, error, refetch, isFetching } = useScanning();
  usePage(t('scanning.title'));
  if (data)
    return (
      <div className={styles.page}>
        <Headline scanning={data} isTrying={isFetching} onTry={() => void refetch()} />
        <ScanningForm key={JSON.stringify(data.settings)} settings={data.settings} />
      </div>
    );
  if (error)
    return (
      <ErrorPanel title={t('scanning.failed')} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  return (
    <div className={styles.page} role="status" aria-label={t('scanning.trying')}>
      <Skeleton width={320} height={44} />
      <Skeleton height={320} />
    </div>
  );
}

function Headline({ scanning, isTrying, onTry }: { scanning: Scanning; isTrying: boolean; onTry: () => void }) {
  const t = useMessages(scanningMessages);
  const { state } = scanning.scanner;
  const isWell = state === 'works' || state === 'off' || (state === 'none' && scanning.settings.mode === 'auto');
  return (
    <Verdict
      kind={isWell ? 'ok' : 'warn'}
      lead={useLead(scanning)}
      remedy={
        state === 'off' ? undefined : (
          <Button variant="default" loading={isTrying} onClick={onTry}>
            {t('scanning.again')}
          </Button>
        )
      }
    >
      {t(`scanning.${state}`)}
    </Verdict>
  );
}

function useLead({ scanner, settings }: Scanning): string {
  const t = useMessages(scanningMessages);
  const format = useFormat();
  const { state, version, signatures_at } = scanner;
  const address = scanner.address ?? '';
  const isRequired = settings.mode === 'required';
  switch (state) {
    case 'works': {
      const facts = { version: version ?? '', address };
      return signatures_at
        ? t('scanning.worksSince', { ...facts, time: format.date(signatures_at) })
        : t('scanning.worksLead', facts);
    }
    case 'blind':
      return t('scanning.blindLead');
    case 'away':
      return t(isRequired ? 'scanning.awayRequired' : 'scanning.awayAuto', { address });
    case 'none':
      return t(isRequired ? 'scanning.noneRequired' : 'scanning.noneLead');
    case 'off':
      return t('scanning.offLead');
  }
}

const MODES = ['auto', 'required', 'off'] as const;

function ScanningForm({ settings }: { settings: ScanningSettings }) {
  const t = useMessages(scanningMessages);
  const { may } = useSession();
  const save = useSaveScanning();
  const [draft, setDraft] = useState(settings);
  const readOnly = !may('settings:update');
  const isChanged = JSON.stringify(draft) !== JSON.stringify(settings);
  const set = (part: Partial<ScanningSettings>) => {
    save.reset();
    setDraft(before => ({ ...before, ...part }));
  };
  const aboutAddress =
    save.error instanceof CallError ? save.error.errors.find(({ field }) => field === 'address')?.message : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess: () => notify.done(t('scanning.saved')) });
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <section>
        <h2 className={type.pane}>{t('scanning.settings')}</h2>
        <ChoiceCards
          label={t('scanning.settings')}
          value={draft.mode}
          onChange={mode => set({ mode })}
          choices={MODES.map(value => ({
            value,
            label: t(`scanning.mode-${value}`),
            detail: t(`scanning.mode-${value}Lead`),
            disabled: readOnly && value !== draft.mode,
          }))}
        />
      </section>
      {draft.mode === 'off' ? null : (
        <TextField
          label={t('scanning.address')}
          description={t('scanning.addressHelp')}
          value={draft.address}
          readOnly={readOnly}
          spellCheck={false}
          onChange={event => set({ address: event.currentTarget.value })}
          error={aboutAddress}
        />
      )}
      {save.error && !aboutAddress ? <Refused>{save.error.message}</Refused> : null}
      {readOnly ? null : (
        <div>
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            {t('scanning.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
