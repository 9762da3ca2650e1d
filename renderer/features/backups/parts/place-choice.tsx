import { IconCloud, IconDeviceSdCard, IconFolder, IconServer, IconUsb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Candidate } from '../../../../server/backups/contract.ts';
import { type Choice, ChoiceCards, Chip, PasswordField, TextField } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { bestOf, keyOf, type PlaceDraft } from '../place-draft.ts';
import { roomOf } from '../verdict.ts';

type PlaceChoiceProps = {
  candidates: readonly Candidate[];
  draft: PlaceDraft;
  onChange: (draft: PlaceDraft) => void;
  /** The bucket's secret key is stored already. */
  secretSet?: boolean;
};

const icons = { usb: IconUsb, network: IconServer, folder: IconDeviceSdCard };

/** What this machine offers, a bucket, or a folder; with what each of them needs. For this room and for the first set-up. */
export function PlaceChoice({ candidates, draft, onChange, secretSet = false }: PlaceChoiceProps) {
  const t = useMessages(backupsMessages);
  return (
    <div className={styles.choice}>
      <ChoiceCards
        label={t('backups.whereTitle')}
        value={draft.choice}
        onChange={choice => onChange({ ...draft, choice })}
        choices={useChoices(candidates)}
      />
      {draft.choice === 'bucket' ? <BucketFields {...{ draft, onChange, secretSet }} /> : null}
      {draft.choice === 'folder' ? (
        <TextField
          label={t('backups.path')}
          description={t('backups.pathHint')}
          value={draft.path}
          onChange={event => onChange({ ...draft, path: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}

function useChoices(candidates: readonly Candidate[]): Choice<string>[] {
  const t = useMessages(backupsMessages);
  const best = bestOf(candidates);
  const found = candidates.filter(({ same_disk, kind }) => !(same_disk && kind === 'folder'));
  const hasShare = found.some(({ kind }) => kind === 'network');
  const detail = ({ kind, detail: model }: Candidate): string => {
    const more = model === '' ? '' : `, ${model}`;
    if (kind === 'usb') return t('backups.usbDetail', { detail: more });
    return kind === 'network'
      ? t('backups.networkDetail', { detail: model })
      : t('backups.diskDetail', { detail: more });
  };
  const share: Choice<string> = {
    value: 'network',
    label: t('backups.networkFolder'),
    detail: t('backups.networkFolderDetail'),
    icon: IconServer,
    disabled: true,
  };
  return [
    ...found.map(
      (candidate): Choice<string> => ({
        value: keyOf(candidate),
        label: candidate.name,
        detail: candidate.belongs_to ? t('backups.belongsTo', { name: candidate.belongs_to }) : detail(candidate),
        icon: icons[candidate.kind],
        chip: candidate === best ? <Chip kind="ok">{t('backups.best')}</Chip> : undefined,
        end: <RoomEnd candidate={candidate} />,
        disabled: candidate.belongs_to !== null,
      }),
    ),
    ...(hasShare ? [] : [share]),
    { value: 'bucket', label: t('backups.bucket'), detail: t('backups.bucketDetail'), icon: IconCloud },
    {
      value: 'folder',
      label: t('backups.folder'),
      detail: t('backups.folderDetail'),
      icon: IconFolder,
      end: <Chip kind="warn">{t('backups.sameDisk')}</Chip>,
    },
  ];
}

function RoomEnd({ candidate: { free_bytes, days_left } }: { candidate: Candidate }): ReactNode {
  const t = useMessages(backupsMessages);
  const format = useFormat();
  if (free_bytes === null) return null;
  const room = days_left === null ? null : roomOf(days_left);
  return (
    <span className={styles.roomEnd}>
      <strong>{t('backups.freeRoom', { size: format.bytes(free_bytes) })}</strong>
      {room ? <span>{t(`backups.room${room.unit}`, { count: room.count })}</span> : null}
    </span>
  );
}

function BucketFields({ draft, onChange, secretSet }: Pick<PlaceChoiceProps, 'draft' | 'onChange' | 'secretSet'>) {
  const t = useMessages(backupsMessages);
  const { bucket } = draft;
  const field = (key: keyof typeof bucket) => ({
    value: bucket[key],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, bucket: { ...bucket, [key]: event.currentTarget.value } }),
  });
  return (
    <div className={styles.fields}>
      <TextField label={t('backups.endpoint')} placeholder="https://s3.example.org" {...field('endpoint')} />
      <TextField label={t('backups.bucketName')} {...field('bucket')} />
      <TextField label={t('backups.region')} description={t('backups.regionHint')} {...field('region')} />
      <TextField label={t('backups.prefix')} {...field('prefix')} />
      <TextField label={t('backups.accessKey')} autoComplete="off" {...field('access_key')} />
      <PasswordField
        label={t('backups.secretKey')}
        autoComplete="off"
        {...(secretSet && { description: t('backups.secretKept') })}
        {...field('secret_key')}
      />
    </div>
  );
}
