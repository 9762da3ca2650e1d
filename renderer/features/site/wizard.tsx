import type { ReactNode } from 'react';
import { Brand, Button, type Step, WizardShell } from '../../kit/index.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { STEPS } from './answers.ts';
import { siteMessages } from './messages/index.ts';
import { AccountStep } from './parts/account-step.tsx';
import { CodeQuestion, useCodeForm } from './parts/code-question.tsx';
import { DataStep } from './parts/data-step.tsx';
import { NameStep } from './parts/name-step.tsx';
import { ReadyStep } from './parts/ready-step.tsx';
import { SampleStep } from './parts/sample-step.tsx';
import { SetupRefusal } from './parts/setup-refusal.tsx';
import { useWizard, type Wizard } from './use-wizard.ts';

type WizardProps = {
  /** Where it is shown: what is opened at its end. */
  product: 'academy' | 'console';
  /** The academy is set up; the last page is still to be shown. */
  onFinished: () => void;
  /** The person goes on into the product. */
  onLeave: () => void;
};

const FORM = 'setup-question';

/** First-run set-up: four questions, each of which can be gone back to until the last is answered. */
export function SetupWizard({ product, onFinished, onLeave }: WizardProps) {
  const t = useMessages(siteMessages);
  const wizard = useWizard(onFinished);
  usePage(t('site.setUp'));
  if (!wizard.isDone && (wizard.code === null || !wizard.facts.data)) return <AskCode wizard={wizard} />;
  return wizard.isDone ? <Ready wizard={wizard} product={product} onLeave={onLeave} /> : <Question wizard={wizard} />;
}

function useSteps({ answers, place }: Wizard): Step[] {
  const t = useMessages(siteMessages);
  const format = useFormat();
  const answer = {
    name: answers.site_name.trim(),
    account: answers.email.trim(),
    data: place ? `${place.data_folder}, ${format.bytes(place.free_bytes)}` : undefined,
    sample: t(answers.sample_course ? 'site.withSample' : 'site.withoutSample'),
    ready: undefined,
  };
  return STEPS.map(name => ({ key: name, label: t(`site.step-${name}`), answer: answer[name] }));
}

type ShellProps = {
  wizard: Wizard;
  title: ReactNode;
  lead?: ReactNode;
  footer: ReactNode;
  children: ReactNode;
};

function Shell({ wizard, title, lead, footer, children }: ShellProps) {
  const t = useMessages(siteMessages);
  const steps = useSteps(wizard);
  const mayGoBack = !wizard.isDone && !wizard.setUp.isPending;
  return (
    <WizardShell
      brand={<Brand name={wizard.answers.site_name.trim() || 'Lyceum'} detail={t('site.settingUp')} />}
      steps={steps}
      current={wizard.current}
      {...(mayGoBack && { onStep: wizard.goTo })}
      note={t('site.note')}
      {...{ title, lead, footer }}
    >
      {children}
    </WizardShell>
  );
}

function AskCode({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const form = useCodeForm(wizard);
  return (
    <Shell
      wizard={wizard}
      title={t('site.codeTitle')}
      lead={t('site.codeLead')}
      footer={
        <>
          <span />
          {form.isAutomatic ? null : (
            <Button size="md" type="submit" form={FORM} loading={wizard.facts.isFetching}>
              {t('site.continue')}
            </Button>
          )}
        </>
      }
    >
      <form id={FORM} noValidate onSubmit={form.submit}>
        <CodeQuestion wizard={wizard} form={form} />
      </form>
    </Shell>
  );
}

function Question({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { step, current, setUp } = wizard;
  const name = step === 'ready' ? 'sample' : step;
  const questions = {
    name: <NameStep wizard={wizard} />,
    account: <AccountStep wizard={wizard} />,
    data: <DataStep facts={wizard.facts.data} />,
    sample: <SampleStep wizard={wizard} />,
  };
  return (
    <Shell
      wizard={wizard}
      title={t(`site.${name}Title`)}
      lead={t(`site.${name}Lead`)}
      footer={
        <>
          {current > 0 ? (
            <Button
              size="md"
              variant="subtle"
              color="gray"
              disabled={setUp.isPending}
              onClick={() => wizard.goTo(current - 1)}
            >
              {t('site.back')}
            </Button>
          ) : (
            <span />
          )}
          <Button size="md" type="submit" form={FORM} loading={setUp.isPending}>
            {t(name === 'sample' ? 'site.finish' : 'site.continue')}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!setUp.isPending) wizard.next();
        }}
      >
        {questions[name]}
        <SetupRefusal error={setUp.error} />
      </form>
    </Shell>
  );
}

function Ready({ wizard, product, onLeave }: { wizard: Wizard } & Pick<WizardProps, 'product' | 'onLeave'>) {
  const t = useMessages(siteMessages);
  return (
    <Shell
      wizard={wizard}
      title={t('site.readyTitle', { name: wizard.answers.site_name.trim() })}
      footer={
        <>
          {product === 'academy' ? (
            <Button size="md" variant="subtle" color="gray" onClick={onLeave}>
              {t('site.openAcademy')}
            </Button>
          ) : (
            <span />
          )}
          <Button size="md" onClick={product === 'console' ? onLeave : () => window.location.assign('/console')}>
            {t('site.openConsole')}
          </Button>
        </>
      }
    >
      <ReadyStep />
    </Shell>
  );
}
