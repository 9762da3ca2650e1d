import { IconBook, IconSquareDashed } from '@tabler/icons-react';
import { ChoiceCards } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import type { Wizard } from '../use-wizard.ts';

export function SampleStep({ wizard: { answers, change } }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  return (
    <ChoiceCards
      label={t('site.sampleTitle')}
      value={answers.sample_course ? 'yes' : 'no'}
      onChange={choice => change({ sample_course: choice === 'yes' })}
      choices={[
        { value: 'yes', label: t('site.sampleYes'), detail: t('site.sampleYesDetail'), icon: IconBook },
        { value: 'no', label: t('site.sampleNo'), detail: t('site.sampleNoDetail'), icon: IconSquareDashed },
      ]}
    />
  );
}
