import { type FormEvent, type ReactNode, useState } from 'react';
import { Button, ChoiceCards, PasswordField, State, TextField } from '../../kit/index.ts';
import type { DataOf } from '../../platform/api-types.ts';
import { bridge } from '../../platform/bridge.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { fieldErrors } from '../accounts/parts/refusal.tsx';
import { isAnswered, type KeysAnswer, keysBody, KeysQuestion, NO_KEYS } from '../backups/parts/keys-question.tsx';
import { siteMessages } from './messages/index.ts';
import { FORM } from './parts/form.ts';
import { Frame, MOVING, type Page, type Shell } from './parts/restore-frame.tsx';
import { Running } from './parts/restore-running.tsx';
import { SetupRefusal } from './parts/setup-refusal.tsx';
import styles from './setup.module.css';
import { useBackupsIn, useFirstRestore } from './restore-api.ts';

type FlowProps = {
  /** Both end in a restore; moving begins with how the backup gets here. */
  way: 'restore' | 'move';
  code: string;
  onBack: () => void;
  onLeave: () => void;
};

/** Instead of a new academy: one from a backup, of this machine or of another. */
export function RestoreFlow({ way, code, onBack, onLeave }: FlowProps) {
  const pages = way === 'move' ? MOVING : MOVING.slice(1);
  const [page, setPage] = useState<Page>(pages[0] ?? 'place');
  const [folder, setFolder] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const backups = useBackupsIn(code);
  const restore = useFirstRestore(code);
  const at = pages.indexOf(page);
  const back = () => (at === 0 ? onBack() : setPage(pages[at - 1] ?? 'place'));
  const shell = { pages, page, onBack: page === 'running' ? undefined : back };
  if (page === 'guide') return <Guide shell={shell} onNext={() => setPage('place')} />;
  if (page === 'place')
    return (
      <Place
        shell={shell}
        folder={folder}
        setFolder={setFolder}
        busy={backups.isPending}
        error={backups.error}
        onNext={() =>
          backups.mutate(folder.trim(), {
            onSuccess(found) {
              setChosen(found[0]?.id ?? null);
              setPage('choice');
            },
          })
        }
      />
    );
  if (page === 'choice')
    return (
      <Choice
        shell={shell}
        backups={backups.data ?? []}
        chosen={chosen}
        setChosen={setChosen}
        busy={restore.isPending}
        error={restore.error}
        onNext={(passphrase, keys) =>
          restore.mutate(
            {
              folder: folder.trim(),
              backup_id: chosen ?? '',
              ...(passphrase ? { passphrase } : {}),
              ...keysBody(keys),
            },
            { onSuccess: () => setPage('running') },
          )
        }
      />
    );
  return <Running shell={shell} code={code} onLeave={onLeave} onAgain={() => setPage('choice')} />;
}

function Send({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <Button size="md" type="submit" form={FORM} loading={busy}>
      {children}
    </Button>
  );
}

const GUIDE = ['make', 'carry', 'stop'] as const;

/** Moving house, in three steps that are done at the old machine. */
function Guide({ shell, onNext }: { shell: Shell; onNext: () => void }) {
  const t = useMessages(siteMessages);
  return (
    <Frame
      shell={shell}
      title={t('site.moveTitle')}
      lead={t('site.moveLead')}
      onward={
        <Button size="md" onClick={onNext}>
          {t('site.moveDone')}
        </Button>
      }
    >
      <ol className={styles.guide}>
        {GUIDE.map(step => (
          <li key={step}>
            <p className={styles.label}>{t(`site.move-${step}`)}</p>
            <p className={styles.quiet}>{t(`site.move-${step}Detail`)}</p>
          </li>
        ))}
      </ol>
    </Frame>
  );
}

type PlaceProps = {
  shell: Shell;
  folder: string;
  setFolder: (folder: string) => void;
  busy: boolean;
  error: Error | null;
  onNext: () => void;
};

function Place({ shell, folder, setFolder, busy, error, onNext }: PlaceProps) {
  const t = useMessages(siteMessages);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (folder.trim() !== '' && !busy) onNext();
  };
  const choose = async () => setFolder((await bridge?.appliance.pickFolder()) ?? folder);
  return (
    <Frame
      shell={shell}
      title={t('site.restorePlaceTitle')}
      lead={t('site.restorePlaceLead')}
      onward={<Send busy={busy}>{t('site.lookThere')}</Send>}
    >
      <form id={FORM} noValidate onSubmit={submit} className={styles.fields}>
        <TextField
          size="lg"
          label={t('site.restoreFolder')}
          placeholder="/media/backup"
          autoComplete="off"
          spellCheck={false}
          value={folder}
          error={tried && folder.trim() === '' ? t('site.restoreFolderMissing') : undefined}
          onChange={event => setFolder(event.currentTarget.value)}
        />
        {bridge ? (
          <div>
            <Button variant="default" size="md" onClick={() => void choose()}>
              {t('site.chooseFolder')}
            </Button>
          </div>
        ) : null}
        <SetupRefusal error={error} />
      </form>
    </Frame>
  );
}

type Restorable = DataOf<'POST /setup/backups'>[number];

type ChoiceProps = {
  shell: Shell;
  backups: readonly Restorable[];
  chosen: string | null;
  setChosen: (id: string) => void;
  busy: boolean;
  error: Error | null;
  onNext: (passphrase: string, keys: KeysAnswer | null) => void;
};

function Choice({ shell, backups, chosen, setChosen, busy, error, onNext }: ChoiceProps) {
  const t = useMessages(siteMessages);
  const format = useFormat();
  const [passphrase, setPassphrase] = useState('');
  // What is said of a passphrase goes with the first change to it.
  const [tried, setTried] = useState('');
  const [keys, setKeys] = useState<KeysAnswer>(NO_KEYS);
  const one = backups.find(({ id }) => id === chosen);
  const isWrong = passphrase === tried && fieldErrors(error)['passphrase'] !== undefined;
  const asksForKeys = one?.keys === 'missing';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!one || busy || (one.encrypted && passphrase === '') || (asksForKeys && !isAnswered(keys))) return;
    setTried(passphrase);
    onNext(passphrase, asksForKeys ? keys : null);
  };
  if (backups.length === 0)
    return (
      <Frame shell={shell} title={t('site.noBackups')} lead={t('site.noBackupsLead')}>
        <State kind="info">{t('site.noBackupsHint')}</State>
      </Frame>
    );
  return (
    <Frame
      shell={shell}
      title={t('site.restoreChoiceTitle')}
      lead={t('site.restoreChoiceLead')}
      onward={<Send busy={busy}>{t('site.restoreIt')}</Send>}
    >
      <form id={FORM} noValidate onSubmit={submit} className={styles.fields}>
        <ChoiceCards
          label={t('site.restoreChoiceTitle')}
          value={chosen ?? undefined}
          onChange={setChosen}
          choices={backups.map(({ id, made_at, academy, people, bytes, proved_at }) => ({
            value: id,
            label: format.dateTime(made_at),
            detail: t('site.backupWords', { academy, people: format.number(people), size: format.bytes(bytes) }),
            end: proved_at ? (
              <State kind="proved">{t('site.proved')}</State>
            ) : (
              <State kind="warn">{t('site.notProved')}</State>
            ),
          }))}
        />
        {one?.encrypted ? (
          <PasswordField
            size="lg"
            label={t('site.passphrase')}
            description={t('site.passphraseHelp')}
            autoComplete="off"
            value={passphrase}
            error={isWrong ? t('site.passphraseWrong') : undefined}
            onChange={event => setPassphrase(event.currentTarget.value)}
          />
        ) : null}
        {asksForKeys ? <KeysQuestion value={keys} onChange={setKeys} errors={fieldErrors(error)} /> : null}
        <SetupRefusal error={error} />
      </form>
    </Frame>
  );
}
