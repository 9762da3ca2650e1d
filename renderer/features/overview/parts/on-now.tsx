import { IconDeviceLaptop, IconDeviceMobile, IconDeviceTablet } from '@tabler/icons-react';
import { useState } from 'react';
import type { Overview } from '../../../../server/overview/contract.ts';
import { Avatar, Button, type, VisuallyHidden } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import styles from '../home.module.css';
import { overviewMessages } from '../messages/index.ts';

const icons = { phone: IconDeviceMobile, tablet: IconDeviceTablet, computer: IconDeviceLaptop };
const FIRST = 8;

/** Who is connected, with what they look at and on which device. */
export function OnNow({ overview: { present, present_count: count } }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? present : present.slice(0, FIRST);
  return (
    <section>
      <div className={styles.onNowHead}>
        <h2 className={type.pane}>{t('overview.onNow')}</h2>
        <span className={styles.quiet}>{format.number(count)}</span>
      </div>
      {count === 0 ? <p className={styles.quietText}>{t('overview.nobody')}</p> : null}
      <ul className={styles.people}>
        {shown.map(({ user_id, first_name, last_name, place, device }) => {
          const Device = icons[device];
          const name = `${first_name} ${last_name}`;
          return (
            <li key={user_id}>
              <Avatar name={name} size={32} />
              <span className={styles.person}>
                <span className={styles.personName}>{name}</span>
                <span className={styles.place}>{place ?? t('overview.connected')}</span>
              </span>
              <Device size={18} stroke={1.6} aria-hidden="true" />
              <VisuallyHidden>{t(`overview.device-${device}`)}</VisuallyHidden>
            </li>
          );
        })}
      </ul>
      {present.length > FIRST ? (
        <Button variant="subtle" size="xs" ml={-8} mt={8} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('overview.seeFewer') : t('overview.seeAll', { count: present.length })}
        </Button>
      ) : null}
    </section>
  );
}
