import { IconArrowRight } from '@tabler/icons-react';
import { useIsFetching } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { Brand, Button, type Step, WizardShell } from '../../kit/index.ts';
import { call } from '../../platform/call.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { usePage } from '../../platform/site.ts';
import { OPTIONAL, STEPS, type StepName } from './answers.ts';
import { saveLogo } from './api.ts';
import { siteMessages } from './messages/index.ts';
import { AccountStep } from './parts/account-step.tsx';
import { BackupsStep } from './parts/backups-step.tsx';
import { CodeQuestion, useCodeForm } from './parts/code-question.tsx';
import { DataStep } from './parts/data-step.tsx';
import { FORM } from './parts/form.ts';
import { HttpsStep } from './parts/https-step.tsx';
import { MailStep } from './parts/mail-step.tsx';
import { NameStep } from './parts/name-step.tsx';
import { NetworkStep } from './parts/network-step.tsx';
import { ReadyStep } from './parts/ready-step.tsx';
import { SampleStep } from './parts/sample-step.tsx';
import { SetupRefusal } from './parts/setup-refusal.tsx';
import { StartStep } from './parts/start-step.tsx';
import { RestoreFlow } from './restore-flow.tsx';
import styles from './setup.module.css';
import { useWizard, type Wizard } from './use-wizard.ts';

type WizardProps = {
  /** Where it is shown: what is opened at its end. */
  product: 'academy' | 'console';
  /** The academy has its administrator; more is asked. */
  onBegun: () => void;
  /** Everything is asked; the last page is still to be shown. */
  onFinished: () => void;
  /** The person goes on into the product. */
  onLeave: () => void;
};

/** First-run set-up: one question a page, each of which can be gone back to; what can wait can be decided later. */
export function SetupWizard({ product, onBegun, onFinished, onLeave }: WizardProps) {
  const t = useMessages(siteMessages);
  const wizard = useWizard(onBegun, onFinished);
  const { answers, isBegun, isDone, code, facts } = wizard;
  usePage(t('site.setUp'));
  if (isDone) return <Ready wizard={wizard} product={product} onLeave={onLeave} />;
  if (!isBegun && (code === null || !facts.data)) return <AskCode wizard={wizard} />;
  if (!isBegun && answers.way === null) return <StartStep onWay={way => wizard.change({ way })} />;
  if (!isBegun && answers.way !== 'new')
    return (
      <RestoreFlow
        way={answers.way === 'move' ? 'move' : 'restore'}
        code={code ?? ''}
        onBack={() => wizard.change({ way: null })}
        onLeave={onLeave}
      />
    );
  return <Question wizard={wizard} />;
}

function useSteps({ answers, place, isBegun }: Wizard): Step[] {
  const t = useMessages(siteMessages);
  const format = useFormat();
  const given: Partial<Record<StepName, string>> = {
    ...answers.said,
    name: answers.site_name.trim(),
    account: answers.email.trim(),
    ...(place && {
      data: `${place.data_folder}, ${t('site.roomFree', { free: format.bytes(place.free_bytes) })}`,
    }),
    ...(isBegun && { sample: t(answers.sample_course ? 'site.withSample' : 'site.withoutSample') }),
  };
  return STEPS.filter(name => name !== 'ready').map(name => ({
    key: name,
    label: t(`site.step-${name}`),
    answer: given[name],
  }));
}

type ShellProps = {
  wizard: Wizard;
  title: ReactNode;
  lead?: ReactNode;
  footer: ReactNode;
  children: ReactNode;
};

/** About a quarter of a minute for a question. */
const SECONDS_A_STEP = 15;

function Shell({ wizard, title, lead, footer, children }: ShellProps) {
  const t = useMessages(siteMessages);
  const steps = useSteps(wizard);
  const { answers, isDone, isBusy, current } = wizard;
  const left = Math.ceil(((steps.length - current) * SECONDS_A_STEP) / 60);
  return (
    <WizardShell
      brand={
        <Brand
          name={answers.site_name.trim() || 'Lyceum'}
          detail={t('site.settingUp')}
          {...(answers.logo && { logo: answers.logo })}
        />
      }
      steps={steps}
      current={current}
      {...(!isDone && !isBusy && { onStep: wizard.goTo })}
      note={isDone ? t('site.noteDone') : t('site.note', { count: left })}
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
    <WizardShell
      brand={<Brand name="Lyceum" detail={t('site.settingUp')} />}
      steps={[]}
      current={0}
      note={t('site.startNote')}
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
    </WizardShell>
  );
}

type Asked = Exclude<StepName, 'ready'>;

/** Steps that bring their own form, because they save in place; with what each asks the server first, by the start of its keys. */
const OWN_FORM: ReadonlyMap<StepName, readonly string[]> = new Map([
  ['backups', ['setup-places', 'setup-backups', 'setup-passphrase']],
  ['network', ['network']],
  ['https', ['https']],
  ['mail', ['mail']],
]);

/** What the question is about may still be on its way: an answer before it would be given to nothing. */
function useIsAsking(step: StepName): boolean {
  const asked = OWN_FORM.get(step) ?? [];
  return (
    useIsFetching({
      predicate: ({ queryKey: [first], state }) => state.status === 'pending' && asked.includes(String(first)),
    }) > 0
  );
}

function Question({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const name = wizard.step as Asked;
  const content = <Content name={name} wizard={wizard} />;
  return (
    <Shell
      wizard={wizard}
      title={t(`site.${name}Title`)}
      lead={t(`site.${name}Lead`)}
      footer={<Ways wizard={wizard} />}
    >
      {OWN_FORM.has(name) ? (
        content
      ) : (
        <form id={FORM} noValidate onSubmit={event => submit(event, wizard)}>
          {content}
        </form>
      )}
      <SetupRefusal error={wizard.error} />
    </Shell>
  );
}

/** Before the account is made the answers are only collected; afterwards a change is saved at once. */
function submit(event: FormEvent, wizard: Wizard): void {
  event.preventDefault();
  const { step, answers, isBegun, isBusy } = wizard;
  if (isBusy) return;
  if (step === 'sample')
    return wizard.proceed(async () => (answers.sample_course ? call('POST /setup/sample-course', {}) : undefined));
  const name = answers.site_name.trim();
  if (isBegun && step === 'name' && name !== '')
    return wizard.proceed(async () => {
      await call('PUT /site', { body: { name } });
      if (answers.logo) await saveLogo(answers.logo);
    });
  const person = { first_name: answers.first_name.trim(), last_name: answers.last_name.trim() };
  if (isBegun && step === 'account' && person.first_name !== '' && person.last_name !== '')
    return wizard.proceed(() => call('PUT /users/:id', { params: { id: 'me' }, body: person }));
  wizard.next();
}

function Content({ name, wizard }: { name: Asked; wizard: Wizard }) {
  switch (name) {
    case 'name':
      return <NameStep wizard={wizard} />;
    case 'account':
      return <AccountStep wizard={wizard} />;
    case 'data':
      return <DataStep facts={wizard.place} fixed={wizard.isBegun} />;
    case 'backups':
      return <BackupsStep wizard={wizard} />;
    case 'network':
      return <NetworkStep wizard={wizard} />;
    case 'https':
      return <HttpsStep wizard={wizard} />;
    case 'mail':
      return <MailStep wizard={wizard} />;
    case 'sample':
      return <SampleStep wizard={wizard} />;
  }
}

function Ways({ wizard }: { wizard: Wizard }) {
  const t = useMessages(siteMessages);
  const { step, current, isBusy, isBegun } = wizard;
  const isAsking = useIsAsking(step);
  const back = () => (current > 0 ? wizard.goTo(current - 1) : wizard.change({ way: null }));
  return (
    <>
      {current > 0 || !isBegun ? (
        <Button size="md" variant="subtle" color="gray" disabled={isBusy} onClick={back}>
          {t('site.back')}
        </Button>
      ) : (
        <span />
      )}
      <Onward
        later={OPTIONAL.has(step) ? () => wizard.skip(t('site.later')) : undefined}
        label={t(step === 'sample' ? 'site.finish' : 'site.continue')}
        asking={isAsking}
        busy={isBusy}
      />
    </>
  );
}

type OnwardProps = { later?: (() => void) | undefined; label: string; asking?: boolean; busy: boolean };

/** The ways on, at the end of the footer. */
function Onward({ later, label, asking = false, busy }: OnwardProps) {
  const t = useMessages(siteMessages);
  return (
    <div className={styles.onward}>
      {later ? (
        <Button size="md" variant="subtle" color="gray" disabled={busy} onClick={later}>
          {t('site.decideLater')}
        </Button>
      ) : null}
      <Button
        size="md"
        type="submit"
        form={FORM}
        loading={busy || asking}
        rightSection={<IconArrowRight size={16} stroke={1.75} aria-hidden="true" />}
      >
        {label}
      </Button>
    </div>
  );
}

function Ready({ wizard, product, onLeave }: { wizard: Wizard } & Pick<WizardProps, 'product' | 'onLeave'>) {
  const t = useMessages(siteMessages);
  return (
    <Shell
      wizard={wizard}
      title={t('site.readyTitle', { name: wizard.answers.site_name.trim() || 'Lyceum' })}
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
