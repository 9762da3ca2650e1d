import { IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { LedgerEntry } from '../../../../server/ledger/contract.ts';
import { Button, type Fact, FactList } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { changesIn, rolesOf } from '../act-words.ts';
import type { ActivityQuery } from '../activity-query.ts';
import styles from '../activity.module.css';
import { activityMessages } from '../messages/index.ts';
import { useWords } from '../words.ts';

interface LinesProps {
  acts: readonly LedgerEntry[];
  onShow: (change: Partial<ActivityQuery>) => void;
}

/** A sentence for each act; the whole of it on demand. */
export function ActLines({ acts, onShow }: LinesProps) {
  const t = useMessages(activityMessages);
  return (
    <ol className={styles.lines} aria-label={t('activity.auditLines')}>
      {acts.map(act => (
        <Line key={act.id} act={act} onShow={onShow} />
      ))}
    </ol>
  );
}

const Line = memo(function Line({ act, onShow }: { act: LedgerEntry; onShow: LinesProps['onShow'] }) {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const sentence = useSentence(act);
  return (
    <li className={styles.line}>
      <button
        type="button"
        className={styles.act}
        aria-expanded={open}
        title={t('activity.showEntry')}
        onClick={() => setOpen(!open)}
      >
        <IconChevronRight size={16} stroke={1.75} aria-hidden="true" className={open ? styles.turned : undefined} />
        <span className={styles.actWords}>{sentence}</span>
        <time dateTime={act.at} className={styles.actWhen}>
          {format.dateTime(act.at)}
        </time>
      </button>
      {open ? <Details act={act} onShow={onShow} /> : null}
    </li>
  );
});

/** What happened, in one sentence. */
export function useSentence(act: LedgerEntry): string {
  const t = useMessages(activityMessages);
  const format = useFormat();
  const say = useWords();
  const { action, resource_id: id, what: name, what_now, impersonator, impersonator_id } = act;
  const today = (was: string, now: string | null) => (now === null ? was : t('activity.nowPartOf', { was, now }));
  const doer = today(useDoer(act), act.who_now);
  const who =
    // Who stops seeing the academy as somebody else does so in their own name.
    impersonator_id === null || impersonator_id === act.user_id
      ? doer
      : t('activity.inName', { admin: impersonator ?? t('activity.number', { id: impersonator_id }), who: doer });
  const nameless = id === null ? t('activity.nobodys') : t('activity.number', { id });
  const what = today(name ?? nameless, what_now);
  const roles = rolesOf(act);
  if (roles && roles.gave.length > 0 && roles.took.length === 0)
    return t('activity.rolesGave', { who, what, roles: format.list(roles.gave) });
  if (roles && roles.took.length > 0 && roles.gave.length === 0)
    return t('activity.rolesTook', { who, what, roles: format.list(roles.took) });
  return say('act', action, `${who}: ${action}`, { who, what });
}

/** A person, or what did it by itself. */
function useDoer({ who, user_id, via }: LedgerEntry): string {
  const t = useMessages(activityMessages);
  if (who !== null) return who;
  if (user_id !== null) return t('activity.number', { id: user_id });
  if (via === null) return t('activity.somebody');
  return via === 'command line' ? t('activity.owner') : t('activity.itself');
}

function Details({ act, onShow }: { act: LedgerEntry; onShow: LinesProps['onShow'] }) {
  const t = useMessages(activityMessages);
  const { user_id: user, impersonator_id: admin, resource_type: type, resource_id: id, ip } = act;
  const narrow = (label: string, change: Partial<ActivityQuery>) => (
    <Button size="xs" variant="default" onClick={() => onShow(change)}>
      {label}
    </Button>
  );
  return (
    <div className={styles.actDetails}>
      <Changes act={act} />
      <FactList facts={useFacts(act)} />
      <div className={styles.narrow}>
        {user === null ? null : narrow(t('activity.onlyPerson'), { user })}
        {admin === null ? null : narrow(t('activity.onlyAdministrator'), { user: admin })}
        {id === null ? null : narrow(t('activity.onlyThing'), { about: `${type}-${id}` })}
        {ip ? narrow(t('activity.onlyAddress'), { address: ip }) : null}
      </div>
    </div>
  );
}

function Changes({ act }: { act: LedgerEntry }) {
  const t = useMessages(activityMessages);
  const changes = changesIn(act.details, t('activity.secretChanged'));
  if (changes.length === 0) return null;
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">{t('activity.value')}</th>
          <th scope="col">{t('activity.before')}</th>
          <th scope="col">{t('activity.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name.replaceAll('_', ' ')}</th>
            <td>{before ?? '–'}</td>
            <td>{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useFacts({ id, hash, ip, user_agent, session_id, request_id, via }: LedgerEntry): Fact[] {
  const t = useMessages(activityMessages);
  const say = useWords();
  const job = via?.startsWith('job:') ? via.slice('job:'.length) : null;
  const by =
    job !== null
      ? t('activity.viaJob', { name: say('job', job, job) })
      : via === 'command line'
        ? t('activity.viaCommand')
        : via === null
          ? null
          : t('activity.viaSystem');
  const facts: [key: string, name: string, value: string | number | null, code?: boolean][] = [
    ['via', t('activity.via'), by],
    ['from', t('activity.from'), ip],
    ['browser', t('activity.browser'), user_agent],
    ['session', t('activity.session'), session_id],
    ['request', t('activity.request'), request_id, true],
    ['entry', t('activity.entry'), id],
    ['hash', t('activity.hash'), hash, true],
  ];
  return facts.flatMap(([key, name, value, code]) =>
    value === null || value === '' ? [] : [{ key, name, value: code ? <code>{value}</code> : value }],
  );
}
