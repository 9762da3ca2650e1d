import { type FormEvent, useState } from 'react';
import type { SignInRules } from '../../../server/sign-in-rules/contract.ts';
import { ErrorPanel, PageTitle, Refused, SaveBar, SkeletonText, UnsavedGuard } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useDraft } from '../../platform/draft.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useSession } from '../../platform/session.tsx';
import { usePage } from '../../platform/site.ts';
import { useSaveRules, useSignInRules } from './api.ts';
import { changeOf, flatOf } from './flat-rules.ts';
import { rulesMessages } from './messages/index.ts';
import { PresetChoice } from './parts/preset-choice.tsx';
import {
  AddressLists,
  AttemptRulesPart,
  BannerPart,
  FactorRulesPart,
  PasswordRulesPart,
  RateRulesPart,
  SessionRulesPart,
} from './parts/sections.tsx';
import styles from './sign-in-rules.module.css';

/** How people prove who they are, and what keeps strangers out. */
export function SignInRulesPage() {
  const t = useMessages(rulesMessages);
  const { data, error, refetch } = useSignInRules();
  usePage(t('rules.title'));
  return (
    <>
      <PageTitle lead={t('rules.lead')}>{t('rules.title')}</PageTitle>
      {data ? <RulesForm rules={data} /> : null}
      {error && !data ? (
        <ErrorPanel title={t('rules.failed')} onRetry={() => void refetch()}>
          {error.message}
        </ErrorPanel>
      ) : null}
      {data || error ? null : <SkeletonText />}
    </>
  );
}

function RulesForm({ rules }: { rules: SignInRules }) {
  const t = useMessages(rulesMessages);
  const { may } = useSession();
  const save = useSaveRules();
  const { values, changes, dirty, change, reset } = useDraft('sign-in-rules', flatOf(rules));
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const errors = save.error instanceof CallError ? save.error.errors : [];
  const readOnly = !may('settings:update');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!dirty) return;
    save.mutate(changeOf(changes), {
      onSuccess: () => {
        reset();
        setSavedAt(Date.now());
      },
    });
  };
  const fields = {
    values,
    readOnly,
    change: (wish: Partial<typeof values>) => {
      save.reset();
      change(wish);
    },
    errorOf: (name: string) => errors.find(({ field }) => field === name || field?.startsWith(`${name}.`))?.message,
  };
  return (
    <>
      <UnsavedGuard dirty={dirty} />
      <PresetChoice rules={rules} disabled={readOnly || dirty} onApplied={() => setSavedAt(Date.now())} />
      <form className={styles.form} onSubmit={submit} noValidate>
        <PasswordRulesPart {...fields} />
        <AttemptRulesPart {...fields} />
        <AddressLists {...fields} />
        <SessionRulesPart {...fields} />
        <FactorRulesPart {...fields} />
        <BannerPart {...fields} version={rules.banner.version} />
        <RateRulesPart {...fields} />
        {save.error && !errors.some(({ field }) => field) ? <Refused>{save.error.message}</Refused> : null}
        <SaveBar
          save={t('rules.save')}
          discard={t('rules.discard')}
          disabled={readOnly}
          {...{ dirty, savedAt }}
          busy={save.isPending}
          onDiscard={reset}
        />
      </form>
    </>
  );
}
