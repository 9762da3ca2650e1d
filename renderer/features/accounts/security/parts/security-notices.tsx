import { IconX } from '@tabler/icons-react';
import { type ReactNode, use, useState } from 'react';
import type { SecurityNotice, ThisSession } from '../../../../../server/accounts/security/contract.ts';
import { ActionIcon, Button, NavigateContext, StateIcon } from '../../../../kit/index.ts';
import { bridge } from '../../../../platform/bridge.ts';
import { useFormat, useMessages } from '../../../../platform/messages/index.ts';
import { usePutNoticeAway } from '../api.ts';
import { useDeviceWords } from '../device-words.ts';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

/** Where the page of the own safety is in this product. */
export const ownSecurityAddress = (): string =>
  bridge || window.location.pathname.startsWith('/console') ? '/console/settings/me' : '/me/security';

/** The last sign-in was told in this tab. */
const TOLD = 'lyceum.last-sign-in-told';

const isQuiet = ({ kind }: SecurityNotice) => kind === 'new-device';

/** What the person must be told, one after the other until it is put away; and when they last signed in, once. */
export function SecurityNotices({ session: { notices, last_sign_in } }: { session: ThisSession }) {
  const t = useMessages(securityMessages);
  const away = usePutNoticeAway();
  const [told, setTold] = useState(() => last_sign_in !== null && sessionStorage.getItem(TOLD) === last_sign_in.at);
  const closeLast = () => {
    if (last_sign_in) sessionStorage.setItem(TOLD, last_sign_in.at);
    setTold(true);
  };
  const shown = notices
    .filter(({ id }) => id !== away.variables)
    .toSorted((one, other) => Number(isQuiet(one)) - Number(isQuiet(other)));
  const [first, ...others] = shown;
  if (shown.length === 0 && (last_sign_in === null || told)) return null;
  return (
    <section className={styles.notices} aria-label={t('security.notices')}>
      {first ? (
        <Strip key={first.id} onClose={() => away.mutate(first.id)}>
          <StateIcon kind={isQuiet(first) ? 'info' : 'warn'} size={18} />
          <NoticeWords notice={first} more={others.length} />
        </Strip>
      ) : null}
      {last_sign_in && !told ? (
        <Strip onClose={closeLast}>
          <StateIcon kind="info" size={18} />
          <LastSignIn last={last_sign_in} />
        </Strip>
      ) : null}
    </section>
  );
}

function Strip({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const t = useMessages(securityMessages);
  return (
    <div className={styles.notice} role="status">
      {children}
      <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('security.putAway')} onClick={onClose}>
        <IconX size={18} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </div>
  );
}

const WORDS = {
  'session-reused': 'security.reused',
  'new-device': 'security.newDevice',
  'factors-changed': 'security.factorsChanged',
  'factors-reset': 'security.factorsReset',
} as const;

/** `more`: how many others wait behind it. */
function NoticeWords({ notice, more }: { notice: SecurityNotice; more: number }) {
  const { kind, at, device, address, signed_in_at } = notice;
  const navigate = use(NavigateContext);
  const t = useMessages(securityMessages);
  const format = useFormat();
  const words = useDeviceWords();
  return (
    <p className={styles.noticeWords}>
      <span>
        {t(WORDS[kind], {
          device: words(device),
          address,
          time: format.dateTime(signed_in_at ?? at),
          ended: format.dateTime(at),
        })}{' '}
        {more > 0 ? <span className={styles.more}>{t('security.moreNotices', { count: more })}</span> : null}
      </span>
      {/* No link: the first one of every page leads to its content, and this stands above. */}
      <Button variant="default" size="sm" onClick={() => navigate?.(ownSecurityAddress())}>
        {t('security.look')}
      </Button>
    </p>
  );
}

function LastSignIn({ last: { at, device, address } }: { last: NonNullable<ThisSession['last_sign_in']> }) {
  const t = useMessages(securityMessages);
  const format = useFormat();
  const words = useDeviceWords();
  return <p>{t('security.lastSignIn', { time: format.dateTime(at), device: words(device), address })}</p>;
}
