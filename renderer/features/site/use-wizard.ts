import { useEffect, useRef, useState } from 'react';
import { bridge } from '../../platform/bridge.ts';
import { shortcomings } from '../accounts/new-account.ts';
import { fieldErrors } from '../accounts/parts/refusal.tsx';
import { type Answers, forgetAnswers, keepAnswers, keptAnswers, STEPS, type StepName } from './answers.ts';
import { useOwnCode, useSetupFacts, useSetUp } from './api.ts';

/** The code of the printed link, at most as long as the server takes. */
function linkedCode(): string | null {
  return new URLSearchParams(window.location.search).get('code')?.trim().slice(0, 100) || null;
}

/** Moves the keyboard to the new question; its first field takes it. */
function useFocusOfQuestion(current: number): void {
  const before = useRef(current);
  useEffect(() => {
    if (before.current === current) return;
    before.current = current;
    const content = document.getElementById('content');
    (content?.querySelector<HTMLElement>('input:not([type=radio])') ?? content)?.focus();
    window.scrollTo(0, 0);
  }, [current]);
}

/** Where the person is in the set-up, what they answered, and what is still missing. */
export function useWizard(onFinished: () => void) {
  const [typed, setTyped] = useState(linkedCode);
  const own = useOwnCode();
  const code = bridge ? (own.data ?? null) : typed;
  const [answers, setAnswers] = useState(() => keptAnswers(sessionStorage));
  const [password, setPassword] = useState('');
  const [current, setCurrent] = useState(0);
  const [tried, setTried] = useState(false);
  const setUp = useSetUp(() => {
    forgetAnswers(sessionStorage);
    setPassword('');
    setCurrent(STEPS.length - 1);
    onFinished();
  });
  const step: StepName = STEPS[current] ?? 'name';
  const isDone = step === 'ready';
  const facts = useSetupFacts(code, isDone);
  // Signing in forgets what was fetched for nobody; where data live is still shown at the end.
  const [place, setPlace] = useState(facts.data);
  if (facts.data && facts.data !== place) setPlace(facts.data);
  const lacks = shortcomings({ ...answers, password });
  useFocusOfQuestion(current);
  useEffect(() => {
    if (!isDone) keepAnswers(sessionStorage, answers);
  }, [answers, isDone]);

  const go = (name: StepName, withErrors = false) => {
    setTried(withErrors);
    setCurrent(STEPS.indexOf(name));
  };
  const send = () => {
    // The password is never kept: after a reload it is asked for again.
    if (Object.keys(lacks).length > 0) return go('account', true);
    const onError = (error: Error) => {
      const fields = Object.keys(fieldErrors(error));
      if (fields.includes('site_name')) go('name', true);
      else if (fields.some(field => field !== 'code')) go('account', true);
    };
    setUp.mutate({ code: code ?? '', answers, password }, { onError });
  };
  return {
    code,
    facts,
    place,
    answers,
    password,
    lacks,
    step,
    current,
    tried,
    setUp,
    isDone,
    setPassword,
    refused: fieldErrors(setUp.error),
    change: (part: Partial<Answers>) => setAnswers(before => ({ ...before, ...part })),
    giveCode: (given: string) => (given === code ? void facts.refetch() : setTyped(given)),
    goTo: (index: number) => go(STEPS[index] ?? 'name'),
    next() {
      setTried(true);
      const isMissing =
        (step === 'name' && answers.site_name.trim() === '') || (step === 'account' && Object.keys(lacks).length > 0);
      if (isMissing) return;
      if (step === 'sample') send();
      else go(STEPS[current + 1] ?? 'sample');
    },
  };
}

export type Wizard = ReturnType<typeof useWizard>;
