import type { ReactNode } from 'react';
import type { Standing } from '../../../../server/health/contract.ts';
import { Button, Link, Menu, notify } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useRemedy, useSilence } from '../api.ts';
import { useFindingWords } from '../findings.ts';
import styles from '../health.module.css';
import { healthMessages } from '../messages/index.ts';

interface RemedyButtonsProps {
  standing: Standing;
  /** The one filled button of the page. */
  primary: boolean;
  size: 'sm' | 'md';
  /** Further buttons between the remedy and the silence. */
  children?: ReactNode;
}

/** The button that mends an issue, and those that keep it quiet for a while. */
export function RemedyButtons({ standing, primary, size, children }: RemedyButtonsProps) {
  const t = useMessages(healthMessages);
  const format = useFormat();
  const { label, title } = useFindingWords().finding(standing.finding);
  const silence = useSilence();
  const keepQuiet = (days: 1 | 7) =>
    silence.mutate(
      { name: standing.name, days },
      {
        onSuccess: () => notify.done(t('health.silenced', { moment: format.day(Date.now() + days * 86_400_000) })),
        onError: error => notify.error(t('health.mendFailed', { reason: error.message })),
      },
    );
  return (
    <div className={styles.buttons}>
      <RemedyButton standing={standing} label={label} variant={primary ? 'filled' : 'default'} size={size} />
      {children}
      <Button variant="subtle" color="gray" size={size} loading={silence.isPending} onClick={() => keepQuiet(1)}>
        {t('health.silenceDay')}
      </Button>
      <Menu
        label={t('health.more', { name: title })}
        items={[{ key: 'week', label: t('health.silenceWeek'), onClick: () => keepQuiet(7) }]}
      />
    </div>
  );
}

interface RemedyButtonProps {
  standing: Standing;
  label: string;
  variant: 'filled' | 'default';
  size: 'sm' | 'md';
}

/** Nothing where only words help. */
function RemedyButton({ standing, label, variant, size }: RemedyButtonProps) {
  const t = useMessages(healthMessages);
  const mend = useRemedy();
  const action = standing.finding.remedy?.action;
  if (!action || action.kind === 'none') return null;
  if (action.kind === 'page') {
    // A remedy that leads to the page one is on would do nothing.
    if (window.location.pathname === `/console${action.path}`) return null;
    return (
      <Button component={Link} href={`/console${action.path}`} variant={variant} size={size}>
        {label}
      </Button>
    );
  }
  return (
    <Button
      variant={variant}
      size={size}
      loading={mend.isPending}
      onClick={() =>
        mend.mutate(action, {
          onSuccess: () => notify.done(t('health.mended')),
          onError: error => notify.error(t('health.mendFailed', { reason: error.message })),
        })
      }
    >
      {label}
    </Button>
  );
}
