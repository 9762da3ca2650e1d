import { useLocation, useNavigate } from '@tanstack/react-router';
import { ErrorPanel, SkeletonText, Tabs, Verdict } from '../../kit/index.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import type { MailMessage, ShownMailSettings } from '../../../server/mail/contract.ts';
import { useLastTried, useMailSettings } from './api.ts';
import styles from './mail.module.css';
import { mailMessages } from './messages/index.ts';
import { verdictOf } from './outcome-rules.ts';
import { Outbox } from './parts/outbox.tsx';
import { SettingsForm } from './parts/settings-form.tsx';
import { Texts } from './parts/texts.tsx';

const PARTS = { settings: '/settings/mail', outbox: '/settings/mail/outbox', texts: '/settings/mail/texts' } as const;
type Part = keyof typeof PARTS;

/** Mail: whether it goes out, how, what lies in the outbox, and what the messages say. */
export function MailPage() {
  const t = useMessages(mailMessages);
  const navigate = useNavigate();
  const path = useLocation({ select: location => location.pathname });
  const settings = useMailSettings();
  usePage(t('mail.mail'));
  const part = (Object.keys(PARTS) as Part[]).find(key => path.endsWith(PARTS[key])) ?? 'settings';
  if (settings.isError)
    return <ErrorPanel title={t('mail.loadFailed')} onRetry={() => void settings.refetch()} level={2} />;
  if (!settings.data) return <SkeletonText />;
  return (
    <>
      <MailVerdict settings={settings.data} />
      <div className={styles.parts}>
        <Tabs
          label={t('mail.parts')}
          value={part}
          onChange={key => void navigate({ href: `/console${PARTS[key as Part]}` })}
          tabs={[
            { key: 'settings', label: t('mail.partSettings'), panel: <SettingsForm settings={settings.data} /> },
            { key: 'outbox', label: t('mail.partOutbox'), panel: <Outbox /> },
            { key: 'texts', label: t('mail.partTexts'), panel: <Texts /> },
          ]}
        />
      </div>
    </>
  );
}

function MailVerdict({ settings }: { settings: ShownMailSettings }) {
  const t = useMessages(mailMessages);
  const last: MailMessage | null = useLastTried().data ?? null;
  const { kind, name } = verdictOf(settings, last);
  const lead = {
    off: t('mail.offLead'),
    untried: t('mail.untriedLead', { host: settings.host }),
    works: t('mail.worksLead', { host: settings.host, from: settings.from_address }),
    broken: last?.outcome ? t(`mail.outcome-${last.outcome}`) : '',
  }[name];
  return (
    <Verdict kind={kind} lead={lead}>
      {t(`mail.${name}`)}
    </Verdict>
  );
}
