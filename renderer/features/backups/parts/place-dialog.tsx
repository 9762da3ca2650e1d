import { useState } from 'react';
import type { BackupState, Candidate, GivenPlace, Place } from '../../../../server/backups/contract.ts';
import { Button, Dialog, notify, Refused, SkeletonRows, State } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useCandidates, useChange, useTestPlace } from '../api.ts';
import styles from '../backups.module.css';
import { backupsMessages } from '../messages/index.ts';
import { draftOf, givenOf } from '../place-draft.ts';
import { PlaceChoice } from './place-choice.tsx';

type PlaceDialogProps = { state: BackupState; index: 0 | 1; onClose: () => void };

/** Where backups go: the first place, or a second one that every backup is copied to. */
export function PlaceDialog({ state, index, onClose }: PlaceDialogProps) {
  const t = useMessages(backupsMessages);
  const { data: candidates } = useCandidates();
  const isFirst = index === 0;
  return (
    <Dialog
      open
      onClose={onClose}
      size={700}
      title={t(isFirst ? 'backups.whereTitle' : 'backups.secondTitle')}
      lead={t(isFirst ? 'backups.whereLead' : 'backups.secondLead')}
    >
      {candidates ? (
        <PlaceForm {...{ state, index, onClose, candidates }} />
      ) : (
        <div role="status" aria-label={t('backups.looking')}>
          <SkeletonRows rows={4} />
        </div>
      )}
    </Dialog>
  );
}

function PlaceForm({ state, index, onClose, candidates }: PlaceDialogProps & { candidates: readonly Candidate[] }) {
  const t = useMessages(backupsMessages);
  const place = state.places[index];
  const [draft, setDraft] = useState(() => draftOf(place, candidates));
  const change = useChange();
  const test = useTestPlace();
  const given = givenOf(draft, candidates);
  const save = (second: GivenPlace | null) => {
    const places = index === 0 ? [given, givenAgain(state.places[1])] : [givenAgain(state.places[0]), second];
    change.mutate(
      { places: places.filter(each => each !== null) },
      {
        onSuccess: () => {
          notify.done(t(second || index === 0 ? 'backups.saved' : 'backups.secondRemoved'));
          onClose();
        },
      },
    );
  };
  const tested = test.data;
  return (
    <div className={styles.form}>
      <PlaceChoice
        candidates={candidates}
        draft={draft}
        secretSet={place?.address.kind === 'bucket' && place.address.secret_set}
        onChange={next => {
          test.reset();
          change.reset();
          setDraft(next);
        }}
      />
      <div className={styles.test} aria-live="polite">
        <Button
          variant="default"
          disabled={!given}
          loading={test.isPending}
          onClick={() => given && test.mutate(given)}
        >
          {t('backups.test')}
        </Button>
        {tested?.connected ? <State kind="ok">{t('backups.testOk')}</State> : null}
      </div>
      {tested?.trouble ? <Refused>{`${tested.trouble.text} ${tested.trouble.remedy}`}</Refused> : null}
      {test.error ? <Refused>{test.error.message}</Refused> : null}
      {change.error ? <Refused>{change.error.message}</Refused> : null}
      <div className={styles.formActions}>
        {index === 1 && place ? (
          <Button variant="subtle" className={styles.first} onClick={() => save(null)}>
            {t('backups.removeSecond')}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {t('backups.notNow')}
        </Button>
        <Button disabled={!given} loading={change.isPending} onClick={() => save(given)}>
          {t('backups.savePlace')}
        </Button>
      </div>
    </div>
  );
}

/** The other place, as it is: its secret stays on the server. */
function givenAgain(place: Place | undefined): GivenPlace | null {
  if (!place) return null;
  if (place.address.kind !== 'bucket') return place.address;
  const { secret_set: _, ...bucket } = place.address;
  return bucket;
}
