import { IconDeviceDesktopUp, IconRestore, IconSchool } from '@tabler/icons-react';
import { useState } from 'react';
import { Brand, Button, ChoiceCards, WizardShell } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePage } from '../../../platform/site.ts';
import type { Way } from '../answers.ts';
import { siteMessages } from '../messages/index.ts';

const ICONS = { new: IconSchool, restore: IconRestore, move: IconDeviceDesktopUp } as const;

/** The very first choice; each way can be gone back from. */
export function StartStep({ onWay }: { onWay: (way: Way) => void }) {
  const t = useMessages(siteMessages);
  const [way, setWay] = useState<Way>('new');
  usePage(t('site.setUp'));
  return (
    <WizardShell
      brand={<Brand name="Lyceum" detail={t('site.settingUp')} />}
      steps={[]}
      current={0}
      note={t('site.startNote')}
      title={t('site.startTitle')}
      lead={t('site.startLead')}
      footer={
        <>
          <span />
          <Button size="md" type="submit" form="setup-start">
            {t('site.continue')}
          </Button>
        </>
      }
    >
      <form
        id="setup-start"
        onSubmit={event => {
          event.preventDefault();
          onWay(way);
        }}
      >
        <ChoiceCards
          label={t('site.startTitle')}
          value={way}
          onChange={setWay}
          choices={(['new', 'restore', 'move'] as const).map(value => ({
            value,
            label: t(`site.way-${value}`),
            detail: t(`site.way-${value}Detail`),
            icon: ICONS[value],
          }))}
        />
      </form>
    </WizardShell>
  );
}
