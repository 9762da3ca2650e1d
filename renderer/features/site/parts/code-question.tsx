import { type FormEvent, useState } from 'react';
import { SkeletonText, State, TextField } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { siteMessages } from '../messages/index.ts';
import type { Wizard } from '../use-wizard.ts';
import { SetupWait, useSetupRefusal } from './setup-refusal.tsx';

/** The field for the code; on the machine itself, and with a good link, nobody has to fill it in. */
export function useCodeForm({ code, facts, giveCode }: Wizard) {
  const [text, setText] = useState(code ?? '');
  const [tried, setTried] = useState(false);
  const isAutomatic = !facts.error && (bridge !== null || code !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim() !== '') giveCode(text.trim());
  };
  return { text, setText, tried, isAutomatic, submit };
}

type CodeProps = { wizard: Wizard; form: ReturnType<typeof useCodeForm> };

export function CodeQuestion({ wizard: { facts }, form }: CodeProps) {
  const t = useMessages(siteMessages);
  const refusal = useSetupRefusal(facts.error);
  if (form.isAutomatic) {
    return (
      <>
        <State kind="busy">{t(bridge ? 'site.preparing' : 'site.codeChecking')}</State>
        <SkeletonText lines={2} />
      </>
    );
  }
  return (
    <TextField
      size="lg"
      maw={400}
      label={t('site.code')}
      placeholder={t('site.codeHint')}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={100}
      value={form.text}
      error={
        refusal ? (
          <SetupWait words={refusal} error={facts.error} />
        ) : form.tried && form.text.trim() === '' ? (
          t('site.codeMissing')
        ) : undefined
      }
      onChange={event => form.setText(event.currentTarget.value)}
    />
  );
}
