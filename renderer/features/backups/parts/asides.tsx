import { IconCloud, IconFolder, IconSearch, IconServer, IconUsb } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { BackupState, Place } from '../../../../server/backups/contract.ts';
import { Button, Chip, type Fact, FactList, Link, ProgressBar, State, type as text } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../backups.module.css';
import { useBackups } from '../api.ts';
import { insideMessages } from '../inside/messages/index.ts';
import { backupsMessages } from '../messages/index.ts';
import { useNaming } from '../naming.ts';
import { KeysDialog } from './keys-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { ProtectionDialog } from './protection-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** To the newest backup, opened beside the academy. */
function TakeSomethingBack() {
  const t = useMessages(insideMessages);
  const newest = useBackups(1).data?.items.find(backup => backup.state === 'proved');
  if (!newest) return null;
  return (
    <section className={styles.takeBack}>
      <h2 className={text.pane}>{t('inside.take')}</h2>
      <p>{t('inside.takeLead')}</p>
      <Button
        variant="default"
        fullWidth
        component={Link}
        href={`/console/backups/${newest.id}/inside`}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      >
        {t('inside.find')}
      </Button>
    </section>
  );
}

type Open = 'where' | 'second' | 'when' | 'protection' | 'keys' | null;

/** Where backups go, when they are made and how they are protected, each with a way to change it. */
export function Asides({ state }: { state: BackupState }) {
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className={styles.asides}>
      <Where place={state.places[0]} onChange={() => setOpen('where')} />
      <When state={state} onChange={() => setOpen('when')} />
      <Protection state={state} onChange={() => setOpen('protection')} onSecond={() => setOpen('second')} />
      <Keys state={state} onSave={() => setOpen('keys')} />
      <TakeSomethingBack />
      {open === 'where' || open === 'second' ? (
        <PlaceDialog state={state} index={open === 'where' ? 0 : 1} onClose={close} />
      ) : null}
      {open === 'when' ? <ScheduleDialog state={state} onClose={close} /> : null}
      {open === 'protection' ? <ProtectionDialog state={state} onClose={close} /> : null}
      {open === 'keys' ? <KeysDialog onClose={close} /> : null}
    </div>
  );
}

type SectionProps = { title: string; change: string; onChange: () => void; children: ReactNode };

function Section({ title, change, onChange, children }: SectionProps) {
  const t = useMessages(backupsMessages);
  return (
    <section className={styles.aside}>
      <div className={styles.asideHead}>
        <h2 className={text.pane}>{title}</h2>
        <Button variant="subtle" size="xs" aria-label={change} onClick={onChange}>
          {t('backups.change')}
        </Button>
      </div>
      {children}
    </section>
  );
}

const icons = { usb: IconUsb, network: IconServer, folder: IconFolder, bucket: IconCloud };

function Where({ place, onChange }: { place: Place | undefined; onChange: () => void }) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  if (!place) return null;
  const Icon = icons[place.address.kind];
  return (
    <Section title={t('backups.where')} change={t('backups.changeWhere')} onChange={onChange}>
      <div className={styles.place}>
        <span className={styles.tile}>
          <Icon size={20} stroke={1.6} aria-hidden="true" />
        </span>
        <div className={styles.placeWords}>
          <p className={styles.placeName}>{place.name}</p>
          <p className={styles.detail}>
            {t(`backups.kind-of-${place.address.kind}`)} · <span className={styles.path}>{place.where}</span>
          </p>
        </div>
      </div>
      <Room place={place} />
      {place.same_disk ? (
        <p className={styles.warned}>
          <Chip kind="warn">{t('backups.sameDisk')}</Chip>
          <span className={styles.detail}>{t('backups.sameDiskLead')}</span>
        </p>
      ) : null}
      {place.trouble ? (
        <p className={styles.detail}>
          {place.trouble.remedy}
          {place.missing_since ? ` ${t('backups.missingSince', { when: naming.made(place.missing_since) })}` : null}
        </p>
      ) : null}
    </Section>
  );
}

function Room({ place }: { place: Place }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { free_bytes: free, total_bytes: total, trouble } = place;
  const known = free !== null && total !== null;
  return (
    <>
      {known ? <ProgressBar value={1 - free / total} label={t('backups.used')} /> : null}
      <div className={styles.roomRow}>
        {trouble ? (
          <State kind="warn" size="small">
            {t(trouble.code === 'place-missing' ? 'backups.missing' : 'backups.unreachable')}
          </State>
        ) : (
          <State kind="ok" size="small">
            {t('backups.connected')}
          </State>
        )}
        {known ? <span>{t('backups.freeOf', { free: format.bytes(free), total: format.bytes(total) })}</span> : null}
      </div>
    </>
  );
}

function When({ state, onChange }: { state: BackupState; onChange: () => void }) {
  const t = useMessages(backupsMessages);
  const naming = useNaming();
  const { schedule, next_at } = state;
  const { at: time, weekly_on, monthly_on } = schedule;
  const off = t('backups.off');
  const facts: Fact[] = [
    {
      key: 'daily',
      name: t('backups.daily'),
      value: schedule.enabled && schedule.daily ? t('backups.dailyValue', { time, count: schedule.keep_daily }) : off,
    },
    {
      key: 'weekly',
      name: t('backups.weekly'),
      value:
        schedule.enabled && weekly_on !== null
          ? t('backups.weeklyValue', { day: naming.weekdayName(weekly_on), count: schedule.keep_weekly })
          : off,
    },
    {
      key: 'monthly',
      name: t('backups.monthly'),
      value:
        schedule.enabled && monthly_on !== null
          ? t('backups.monthlyValue', {
              day: t('backups.dayOfMonth', { day: monthly_on }),
              count: schedule.keep_monthly,
            })
          : off,
    },
    {
      key: 'next',
      name: t('backups.next'),
      value: <span className={styles.strong}>{next_at ? naming.next(next_at) : t('backups.nothingPlanned')}</span>,
    },
  ];
  return (
    <Section title={t('backups.when')} change={t('backups.changeWhen')} onChange={onChange}>
      <FactList facts={facts} />
    </Section>
  );
}

type ProtectionProps = { state: BackupState; onChange: () => void; onSecond: () => void };

function Protection({ state, onChange, onSecond }: ProtectionProps) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { protection, places } = state;
  const { encrypted, written_down_at: written } = protection;
  const second = places[1];
  const facts: Fact[] = [
    {
      key: 'encrypted',
      name: t('backups.encrypted'),
      value: encrypted ? <State kind="ok">{t('backups.on')}</State> : t('backups.off'),
    },
    {
      key: 'passphrase',
      name: t('backups.passphrase'),
      value: !encrypted ? (
        t('backups.none')
      ) : written ? (
        t('backups.writtenDown', { when: format.day(written) })
      ) : (
        <State kind="warn">{t('backups.notWritten')}</State>
      ),
    },
    {
      key: 'second',
      name: t('backups.second'),
      value: (
        <>
          {second ? (
            <>
              {second.name} {second.trouble ? <State kind="warn">{t('backups.missing')}</State> : null}
            </>
          ) : (
            t('backups.noneYet')
          )}{' '}
          <button type="button" className={styles.link} onClick={onSecond}>
            {t(second ? 'backups.change' : 'backups.addOne')}
          </button>
        </>
      ),
    },
  ];
  return (
    <Section title={t('backups.protection')} change={t('backups.changeProtection')} onChange={onChange}>
      <FactList facts={facts} />
    </Section>
  );
}

/** Backups in the clear leave the keys out: whether they are kept apart, and the way to do so. */
function Keys({ state, onSave }: { state: BackupState; onSave: () => void }) {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  const { keys, protection } = state;
  const facts: Fact[] = [
    {
      key: 'kept',
      name: t('backups.keysKept'),
      value: keys.kept_at ? (
        <State kind="ok">{format.day(keys.kept_at)}</State>
      ) : keys.due ? (
        <State kind="warn">{t('backups.keysNowhere')}</State>
      ) : (
        t('backups.keysInBackups')
      ),
    },
  ];
  return (
    <section className={styles.aside}>
      <h2 className={text.pane}>{t('backups.keys')}</h2>
      <FactList facts={facts} />
      <p className={styles.detail}>{t(protection.encrypted ? 'backups.keysCarried' : 'backups.keysApart')}</p>
      <div>
        <Button variant="default" size="xs" onClick={onSave}>
          {t('backups.keysSave')}
        </Button>
      </div>
    </section>
  );
}
