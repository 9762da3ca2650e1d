import { useState } from 'react';
import type { Inactivity, ToldAccount } from '../../../../server/privacy/contract.ts';
import { Button, Section } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { privacyMessages } from '../messages/index.ts';
import { HoldDialog } from '../parts/hold-dialog.tsx';
import styles from '../privacy.module.css';

type ToldPeopleProps = { told: Inactivity['told']; byMail: boolean };

/** Who is erased next unless they come back; an administrator can keep each. */
export function ToldPeople({ told: { count, people }, byMail }: ToldPeopleProps) {
  const t = useMessages(privacyMessages);
  const [keeping, setKeeping] = useState<ToldAccount | null>(null);
  return (
    <Section
      title={t('privacy.told', { count })}
      lead={t(byMail ? 'privacy.toldLead' : 'privacy.toldLeadNoMail')}
      content={styles.wide}
    >
      <ul className={styles.records}>
        {people.map(person => (
          <Told key={person.id} person={person} onKeep={() => setKeeping(person)} />
        ))}
      </ul>
      {people.length < count ? (
        <p className={styles.detail}>{t('privacy.toldMore', { count: count - people.length })}</p>
      ) : null}
      {keeping ? (
        <HoldDialog
          userId={keeping.id}
          name={`${keeping.first_name} ${keeping.last_name}`}
          onClose={() => setKeeping(null)}
        />
      ) : null}
    </Section>
  );
}

function Told({ person, onKeep }: { person: ToldAccount; onKeep: () => void }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const { may } = useSession();
  const name = `${person.first_name} ${person.last_name}`;
  const seen = person.last_seen_at;
  return (
    <li className={styles.record}>
      <div className={styles.recordWords}>
        <p className={styles.title}>{name}</p>
        <p className={styles.detail}>{person.email}</p>
        <p className={styles.detail}>
          {seen ? t('privacy.lastThere', { date: format.date(seen) }) : t('privacy.neverThere')}.{' '}
          {t('privacy.erasedOn', { date: format.date(person.due_at) })}.
        </p>
      </div>
      {may('user:update') ? (
        <Button variant="default" onClick={onKeep} aria-label={t('privacy.holdOf', { name })}>
          {t('privacy.keepTold')}
        </Button>
      ) : null}
    </li>
  );
}
