import type { ReactNode } from 'react';
import { Brand, Button, WizardShell } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';

/** Pages of moving house; a restore begins with the second. */
export const MOVING = ['guide', 'place', 'choice', 'running'] as const;
export type Page = (typeof MOVING)[number];

export type Shell = { pages: readonly Page[]; page: Page; onBack: (() => void) | undefined };
type FrameProps = { shell: Shell; title: string; lead?: string; onward?: ReactNode; children: ReactNode };

/** One page of the way to an academy out of a backup. */
export function Frame({ shell: { pages, page, onBack }, title, lead, onward, children }: FrameProps) {
  const t = useMessages(siteMessages);
  return (
    <WizardShell
      brand={<Brand name="Lyceum" detail={t('site.settingUp')} />}
      steps={pages.map(key => ({ key, label: t(`site.restore-${key}`) }))}
      current={pages.indexOf(page)}
      note={t('site.restoreNote')}
      title={title}
      lead={lead}
      footer={
        <>
          {onBack ? (
            <Button size="md" variant="subtle" color="gray" onClick={onBack}>
              {t('site.back')}
            </Button>
          ) : (
            <span />
          )}
          {onward}
        </>
      }
    >
      {children}
    </WizardShell>
  );
}
