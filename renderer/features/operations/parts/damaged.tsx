import { useState } from 'react';
import { Button, ConfirmDialog, Empty, notify, PasswordField, State, Verdict } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import type { ServerView } from '../../../platform/server-view.ts';
import { isAnswered, type KeysAnswer, KeysQuestion, NO_KEYS } from '../../backups/parts/keys-question.tsx';
import { useTakeOffer } from '../api.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import { useMoment } from '../moment.ts';

type Offer = NonNullable<ServerView['damage']>['offers'][number];

/** The database is damaged: which file, and the last proved backup with the button that brings it back. */
export function Damaged({ server }: { server: ServerView }) {
  const t = useMessages(operationsMessages);
  const { damage, reason, operation } = server;
  const why = operation?.state === 'rolled-back' && operation.reason ? operation.reason : reason;
  return (
    <Verdict
      kind="bad"
      lead={t('operations.damagedLead')}
      remedy={
        <>
          {why ? (
            <p className={styles.reason}>
              <strong>{t('operations.why')}</strong> {why}
            </p>
          ) : null}
          {bridge ? <Offers offers={damage?.offers ?? []} /> : <p>{t('operations.damagedBrowser')}</p>}
        </>
      }
    >
      {t('operations.damaged')}
    </Verdict>
  );
}

function Offers({ offers }: { offers: readonly Offer[] }) {
  const t = useMessages(operationsMessages);
  const moment = useMoment();
  const [asked, setAsked] = useState<Offer | null>(null);
  const [first, ...others] = offers;
  if (!first)
    return (
      <Empty title={t('operations.noOffers')} boxed>
        {t('operations.noOffersLead')}
      </Empty>
    );
  return (
    <>
      <section className={styles.offer} aria-label={t('operations.lastProved')}>
        <p>{t(first.proved_at ? 'operations.lastProved' : 'operations.lastBackup')}</p>
        <p className={styles.offerName}>{moment(first.made_at)}</p>
        <OfferFacts offer={first} />
        <p className={styles.loss}>{t('operations.lossLead', { when: moment(first.made_at) })}</p>
        <div>
          <Button size="md" onClick={() => setAsked(first)}>
            {t('operations.offerRestore')}
          </Button>
        </div>
      </section>
      {others.length > 0 ? <Others offers={others} onChoose={setAsked} /> : null}
      {asked ? <AskOffer offer={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function OfferFacts({ offer }: { offer: Offer }) {
  const t = useMessages(operationsMessages);
  const format = useFormat();
  const people = t('operations.offerPeople', { count: offer.people });
  return (
    <p className={styles.offerFacts}>
      {offer.proved_at ? (
        <State kind="proved">{t('operations.provedAt', { when: format.dateTime(offer.proved_at) })}</State>
      ) : (
        <State kind="mute">{t('operations.notProved')}</State>
      )}
      <span>{t('operations.offerLead', { people, version: offer.version })}</span>
    </p>
  );
}

function Others({ offers, onChoose }: { offers: readonly Offer[]; onChoose(offer: Offer): void }) {
  const t = useMessages(operationsMessages);
  const moment = useMoment();
  return (
    <section className={styles.others}>
      <h2>{t('operations.otherOffers')}</h2>
      <ul>
        {offers.map(offer => (
          <li key={`${offer.made_at}`}>
            <div>
              {moment(offer.made_at)}
              <OfferFacts offer={offer} />
            </div>
            <Button
              variant="default"
              size="sm"
              aria-label={t('operations.offerRestoreTo', { when: moment(offer.made_at) })}
              onClick={() => onChoose(offer)}
            >
              {t('operations.offerRestore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AskOffer({ offer, onClose }: { offer: Offer; onClose(): void }) {
  const t = useMessages(operationsMessages);
  const moment = useMoment();
  const [passphrase, setPassphrase] = useState('');
  const [keys, setKeys] = useState<KeysAnswer>(NO_KEYS);
  const { mutate, isPending } = useTakeOffer();
  const begin = () => {
    if (offer.keys_missing && !isAnswered(keys)) return;
    mutate(
      offer.keys_missing ? withKeys(offer, keys) : { plan: offer.plan, secret: offer.encrypted ? passphrase : null },
      { onSuccess: onClose, onError: error => notify.error(error.message) },
    );
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('operations.restoreTo', { when: moment(offer.made_at) })}
      lead={t('operations.lossLead', { when: moment(offer.made_at) })}
      keep={t('operations.keep')}
      confirm={t('operations.offerRestore')}
      busy={isPending}
      onConfirm={begin}
    >
      {offer.encrypted ? (
        <PasswordField
          label={t('operations.passphrase')}
          description={t('operations.lockedLead')}
          value={passphrase}
          autoComplete="off"
          onChange={event => setPassphrase(event.currentTarget.value)}
        />
      ) : null}
      {offer.keys_missing ? <KeysQuestion value={keys} onChange={setKeys} /> : null}
    </ConfirmDialog>
  );
}

/** The form is that of server/restore/secret.ts. */
function withKeys({ plan }: Offer, { file, passphrase, without }: KeysAnswer) {
  if (without) return { plan: { ...plan, values: { ...plan.values, without_keys: true } }, secret: null };
  return { plan, secret: JSON.stringify({ lyceum: 'restore', passphrase, keys: file }) };
}
