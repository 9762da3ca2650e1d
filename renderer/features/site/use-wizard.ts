import { useEffect, useRef, useState } from 'react';
import { bridge } from '../../platform/bridge.ts';
import { usePasswordMin, usePasswordTrouble } from '../accounts/api.ts';
import { shortcomings } from '../accounts/new-account.ts';
import { fieldErrors } from '../accounts/parts/refusal.tsx';
import {
  type Answers,
  forgetAnswers,
  keepAnswers,
  keptAnswers,
  LAST_BEFORE_ACCOUNT,
  STEPS,
  type StepName,
  WAYS,
} from './answers.ts';
import { useOwnCode, useSaving, useSetupFacts, useSetUp } from './api.ts';
import { useBrowserHistory } from './use-browser-history.ts';

const FIRST_AFTER_ACCOUNT = STEPS[STEPS.indexOf(LAST_BEFORE_ACCOUNT) + 1] ?? 'ready';

/** The code of the printed link, at most as long as the server takes. */
function linkedCode(): string | null {
  return new URLSearchParams(window.location.search).get('code')?.trim().slice(0, 100) || null;
}

/** Moves the keyboard to the new question; its first field takes it. */
function useFocusOfQuestion(question: string): void {
  const before = useRef(question);
  useEffect(() => {
    if (before.current === question) return;
    before.current = question;
    const content = document.getElementById('content');
    (content?.querySelector<HTMLElement>('input:not([type=radio]):not([type=file])') ?? content)?.focus();
    window.scrollTo(0, 0);
  }, [question]);
}

/** The code, and where data will live: needed until the academy has its administrator. */
function useCode(begun: boolean) {
  const [typed, setTyped] = useState(linkedCode);
  const own = useOwnCode(!begun);
  const code = bridge ? (own.data ?? null) : typed;
  const facts = useSetupFacts(code, begun);
  // Signing in forgets what was fetched for nobody; where data live is still shown afterwards.
  const [place, setPlace] = useState(facts.data);
  if (facts.data && facts.data !== place) setPlace(facts.data);
  return { code, facts, place, giveCode: (given: string) => (given === code ? void facts.refetch() : setTyped(given)) };
}

/** Where the person is in the set-up, what they answered, and what is still missing. */
export function useWizard(onBegun: () => void, onFinished: () => void) {
  const [answers, setAnswers] = useState(() => keptAnswers(localStorage));
  const change = (part: Partial<Answers>) => setAnswers(before => ({ ...before, ...part }));
  const isBegun = answers.begun !== null;
  const { code, facts, place, giveCode } = useCode(isBegun);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<StepName>(answers.begun ?? 'name');
  const [tried, setTried] = useState(false);
  const current = STEPS.indexOf(step);
  const isDone = step === 'ready';
  const passwordMin = usePasswordMin();
  const lacks = shortcomings({ ...answers, password }, isBegun ? 0 : passwordMin);
  const { email, first_name, last_name } = answers;
  const isRefusedPassword = Boolean(usePasswordTrouble(password, { email, first_name, last_name }));
  // How to begin, something about a restore, or a step.
  const question = isBegun || answers.way === 'new' ? step : (answers.way ?? 'way');
  useFocusOfQuestion(question);
  useEffect(() => {
    if (isDone) forgetAnswers(localStorage);
    else keepAnswers(localStorage, answers);
  }, [answers, isDone]);

  const go = (name: StepName, withErrors = false) => {
    setTried(withErrors);
    setStep(name);
    if (isBegun) change({ begun: name });
    if (name === 'ready') onFinished();
  };
  const forward = () => go(STEPS[current + 1] ?? 'ready');
  // Before anybody is signed in: what the code was asked for is not asked again then.
  const setUp = useSetUp(() => {
    setPassword('');
    change({ begun: FIRST_AFTER_ACCOUNT });
    setStep(FIRST_AFTER_ACCOUNT);
    onBegun();
  });
  const saving = useSaving();
  const isBusy = setUp.isPending || saving.isPending;
  useBrowserHistory(question, wanted => {
    if (isBusy || isDone) return;
    const there = STEPS.find(name => name === wanted);
    if (!isBegun) change({ way: there ? 'new' : (WAYS.find(name => name === wanted) ?? null) });
    if (there) go(there);
  });
  // Two clicks may come before the button shows that it works.
  const isSaving = useRef(false);
  const send = () => {
    // The password is never kept: after a reload it is asked for again.
    if (Object.keys(lacks).length > 0) return go('account', true);
    setUp.mutate(
      { code: code ?? '', answers, password },
      {
        onError(error) {
          const fields = Object.keys(fieldErrors(error));
          if (fields.includes('site_name')) go('name', true);
          else if (fields.some(field => field !== 'code')) go('account', true);
        },
      },
    );
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
    isBegun,
    isDone,
    giveCode,
    setPassword,
    change,
    isBusy,
    error: setUp.error ?? saving.error,
    refused: fieldErrors(setUp.error ?? saving.error),
    goTo: (index: number) => go(STEPS[index] ?? 'name'),
    /** Saves what the step is about, then goes on; `words` stand in the list of steps. */
    proceed(work: () => Promise<unknown>, words?: string) {
      if (isSaving.current) return;
      isSaving.current = true;
      saving.mutate(work, {
        onSettled: () => void (isSaving.current = false),
        onSuccess() {
          if (words !== undefined) setAnswers(before => ({ ...before, said: { ...before.said, [step]: words } }));
          forward();
        },
      });
    },
    skip(words: string) {
      change({ said: { ...answers.said, [step]: words } });
      saving.reset();
      forward();
    },
    /** On from the steps that only collect. */
    next() {
      setTried(true);
      const isMissing =
        (step === 'name' && answers.site_name.trim() === '') ||
        (step === 'account' && (Object.keys(lacks).length > 0 || isRefusedPassword));
      if (isMissing) return;
      if (step === LAST_BEFORE_ACCOUNT && !isBegun) send();
      else forward();
    },
  };
}

export type Wizard = ReturnType<typeof useWizard>;
