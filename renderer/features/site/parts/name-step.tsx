import { TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import type { Wizard } from '../use-wizard.ts';

export function NameStep({ wizard: { answers, tried, refused, change } }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const isMissing = tried && answers.site_name.trim() === '';
  return (
    <TextField
      size="lg"
      maw={480}
      label={t('site.name')}
      placeholder={t('site.nameHint')}
      autoComplete="organization"
      maxLength={80}
      value={answers.site_name}
      error={isMissing ? t('site.nameMissing') : tried ? refused['site_name'] : undefined}
      onChange={event => change({ site_name: event.currentTarget.value })}
    />
  );
}
