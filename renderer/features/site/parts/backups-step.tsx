import { IconCloud, IconFolder, IconServer2, IconShieldLock, IconUsb } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import {
  Checkbox,
  Chip,
  ChoiceCards,
  IconTile,
  PasswordField,
  Skeleton,
  Switch,
  TextField,
} from '../../../kit/index.ts';
import type { DataOf, InputOf } from '../../../platform/api-types.ts';
import { call } from '../../../platform/call.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useBackupsNow, usePassphrase, usePlaces } from '../api.ts';
import { bestPlace } from '../place-rules.ts';
import { siteMessages } from '../messages/index.ts';
import styles from '../setup.module.css';
import type { Wizard } from '../use-wizard.ts';
import { FORM } from './form.ts';

type Candidate = DataOf<'GET /backups/places'>[number];
type Settings = InputOf<'PUT /backups/settings'>['body'];
type Given = NonNullable<Settings['places']>[number];

const ICONS = { usb: IconUsb, network: IconServer2, folder: IconFolder } as const;
const BUCKET = 'bucket';
const FOLDER = 'folder';

const NO_BUCKET = { endpoint: '', bucket: '', region: '', access_key: '', secret_key: '' };

/** What was chosen before, when the question is asked again; nothing of a bucket's secret comes back. */
function useChosenBefore(isAnswered: boolean, candidates: readonly Candidate[]) {
  const { data, isPending } = useBackupsNow();
  const address = data?.places[0]?.address;
  const choice = () => {
    if (!isAnswered || !address) return undefined;
    if (address.kind === 'bucket') return BUCKET;
    return candidates.some(({ path }) => path === address.path) ? address.path : FOLDER;
  };
  return {
    isPending,
    choice: choice(),
    folder: address && address.kind !== 'bucket' ? address.path : '',
    bucket: address?.kind === 'bucket' ? { ...NO_BUCKET, ...bucketOf(address) } : NO_BUCKET,
    encrypts: data?.protection.encrypted ?? false,
  };
}

const bucketOf = ({ endpoint, bucket, region, access_key }: Omit<typeof NO_BUCKET, 'secret_key'>) => ({
  endpoint,
  bucket,
  region,
  access_key,
});

function useBackupsForm({ answers }: Wizard) {
  const places = usePlaces();
  const candidates = places.data ?? [];
  const before = useChosenBefore(answers.said.backups !== undefined, candidates);
  const [chosen, setChosen] = useState<string | undefined>();
  const best = bestPlace(candidates);
  const value = chosen ?? before.choice ?? best?.path ?? FOLDER;
  const [typedFolder, setFolder] = useState<string | undefined>();
  const folder = typedFolder ?? before.folder;
  const [typedBucket, setBucket] = useState<typeof NO_BUCKET | undefined>();
  const bucket = typedBucket ?? before.bucket;
  const [switched, setEncrypts] = useState<boolean | undefined>();
  const encrypts = switched ?? before.encrypts;
  // The passphrase of before stays unless encryption is switched off: nobody has to write down another.
  const keepsPassphrase = encrypts && before.encrypts;
  const fresh = usePassphrase(encrypts && !keepsPassphrase);
  const [written, setWritten] = useState<string | undefined>();
  const [noted, setNoted] = useState(false);
  const passphrase = written ?? fresh.data?.passphrase ?? '';
  const candidate = candidates.find(({ path }) => path === value);
  const given = (): Given => {
    if (value === BUCKET) return { kind: 'bucket', ...bucket };
    if (!candidate) return { kind: 'folder', path: folder.trim() };
    const { kind, path, mount, volume, label } = candidate;
    return { kind, path, mount, volume, label };
  };
  const protection = (): Pick<Settings, 'passphrase' | 'written_down'> => {
    if (encrypts) return keepsPassphrase ? {} : { passphrase, written_down: true };
    return before.encrypts ? { passphrase: null } : {};
  };
  return {
    protection,
    isPending: places.isPending || before.isPending,
    keepsPassphrase,
    candidates,
    best,
    value,
    setChosen,
    folder,
    setFolder,
    bucket,
    setBucket,
    encrypts,
    setEncrypts,
    passphrase,
    setWritten,
    noted,
    setNoted,
    candidate,
    given,
  };
}

type BackupsForm = ReturnType<typeof useBackupsForm>;

/** Where backups go, and whether they are encrypted; a disk that is plugged in now appears by itself. */
export function BackupsStep({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const form = useBackupsForm(wizard);
  const [tried, setTried] = useState(false);
  const lacksNote = form.encrypts && !form.keepsPassphrase && !form.noted;
  const lacksFolder = form.value === FOLDER && form.folder.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wizard.isBusy || lacksNote || lacksFolder) return;
    const body: Settings = { places: [form.given()], ...form.protection() };
    const name = form.candidate?.name ?? (form.value === BUCKET ? form.bucket.bucket : t('site.backupsFolder'));
    wizard.proceed(() => call('PUT /backups/settings', { body }), name);
  };
  if (form.isPending) return <Skeleton height={276} radius={12} />;
  return (
    <form id={FORM} noValidate onSubmit={submit}>
      <Places form={form} />
      {form.value === FOLDER ? (
        <TextField
          className={styles.below}
          maw={560}
          label={t('site.backupsPath')}
          value={form.folder}
          error={tried && lacksFolder ? t('site.folderMissing') : undefined}
          onChange={event => form.setFolder(event.currentTarget.value)}
        />
      ) : null}
      {form.value === BUCKET ? <Bucket form={form} /> : null}
      <Encryption form={form} lacksNote={tried && lacksNote} />
    </form>
  );
}

function Places({ form: { candidates, best, value, setChosen } }: { form: BackupsForm }) {
  const t = useMessages(siteMessages);
  const disks = candidates.filter(({ kind }) => kind !== 'folder');
  const hasUsb = disks.some(({ kind }) => kind === 'usb');
  return (
    <>
      <ChoiceCards
        label={t('site.backupsTitle')}
        value={value}
        onChange={setChosen}
        choices={[
          ...disks.map(candidate => ({
            value: candidate.path,
            label: candidate.name,
            icon: ICONS[candidate.kind],
            detail: <Detail candidate={candidate} />,
            chip: candidate === best ? <Chip kind="ok">{t('site.bestChoice')}</Chip> : undefined,
            end: <Room candidate={candidate} />,
            disabled: candidate.belongs_to !== null,
          })),
          { value: BUCKET, label: t('site.bucket'), detail: t('site.bucketDetail'), icon: IconCloud },
          {
            value: FOLDER,
            label: t('site.backupsFolder'),
            detail: t('site.backupsFolderDetail'),
            icon: IconFolder,
            end: <Chip kind="warn">{t('site.sameDisk')}</Chip>,
          },
        ]}
      />
      {hasUsb ? null : <p className={styles.hint}>{t('site.plugIn')}</p>}
    </>
  );
}

function Detail({ candidate: { kind, detail, belongs_to: owner } }: { candidate: Candidate }) {
  const t = useMessages(siteMessages);
  if (owner !== null) return t('site.belongsTo', { name: owner });
  const what = kind === 'usb' ? t('site.usb') : t('site.share');
  return [what, detail].filter(Boolean).join(', ');
}

function Room({ candidate: { free_bytes: free, days_left: days } }: { candidate: Candidate }) {
  const t = useMessages(siteMessages);
  const format = useFormat();
  if (free === null) return null;
  return (
    <span className={styles.room}>
      <strong>{t('site.roomFree', { free: format.bytes(free) })}</strong>
      {days === null ? null : <span>{t('site.roomFor', { time: format.duration(days * 86_400) })}</span>}
    </span>
  );
}

function Bucket({ form: { bucket, setBucket } }: { form: BackupsForm }) {
  const t = useMessages(siteMessages);
  const field = (name: 'endpoint' | 'bucket' | 'region' | 'access_key') => ({
    label: t(`site.bucket-${name}`),
    value: bucket[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setBucket({ ...bucket, [name]: event.currentTarget.value }),
  });
  return (
    <div className={styles.pair}>
      <TextField {...field('endpoint')} placeholder="https://s3.example.org" />
      <TextField {...field('bucket')} />
      <TextField {...field('access_key')} />
      <PasswordField
        label={t('site.bucket-secret_key')}
        autoComplete="off"
        value={bucket.secret_key}
        onChange={event => setBucket({ ...bucket, secret_key: event.currentTarget.value })}
      />
    </div>
  );
}

function Encryption({ form, lacksNote }: { form: BackupsForm; lacksNote: boolean }) {
  const t = useMessages(siteMessages);
  const { encrypts, keepsPassphrase, setEncrypts, passphrase, setWritten, noted, setNoted } = form;
  const asks = encrypts && !keepsPassphrase;
  return (
    <div className={styles.encryption}>
      <IconTile>
        <IconShieldLock size={20} stroke={1.6} aria-hidden="true" />
      </IconTile>
      <div className={styles.encryptionWords}>
        <p className={styles.label}>{t('site.encrypt')}</p>
        <p className={styles.quiet}>{t(keepsPassphrase ? 'site.encryptKept' : 'site.encryptHelp')}</p>
        {asks ? (
          <Checkbox
            mt={12}
            label={t('site.writtenDown')}
            checked={noted}
            error={lacksNote ? t('site.writeItDown') : undefined}
            onChange={event => setNoted(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      {asks ? (
        <TextField
          aria-label={t('site.passphrase')}
          w={280}
          maw="100%"
          autoComplete="off"
          spellCheck={false}
          value={passphrase}
          onChange={event => setWritten(event.currentTarget.value)}
        />
      ) : null}
      <Switch
        size="md"
        aria-label={t('site.encrypt')}
        checked={encrypts}
        onChange={event => setEncrypts(event.currentTarget.checked)}
      />
    </div>
  );
}
