import { useId } from 'react';
import type { ComputerFacts } from '../../../../app/ipc/contract.ts';
import { notify, State, Switch } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useStartAtBoot } from '../api.ts';
import { computerMessages } from '../messages/index.ts';
import { Row, Section } from './section.tsx';

export function BootSection({ facts: { start_at_boot: boot, service_user: user } }: { facts: ComputerFacts }) {
  const t = useMessages(computerMessages);
  const change = useStartAtBoot();
  const id = useId();
  const set = (on: boolean) =>
    change.mutate(on, {
      onSuccess: answer => {
        if (answer.outcome === 'done') notify.done(t(`computer.bootChanged-${on ? 'on' : 'off'}`));
      },
    });
  const refused = change.data?.outcome === 'refused' ? change.data.reason : change.error?.message;
  return (
    <Section title={t('computer.boot')}>
      <Row
        name={t('computer.startAtBoot')}
        htmlFor={id}
        help={t('computer.startAtBootHelp')}
        state={
          refused ? (
            <State kind="bad">{t('computer.notDone', { reason: refused })}</State>
          ) : boot === 'on' ? (
            <State kind="ok">{t('computer.boot-on', { user: user ?? '' })}</State>
          ) : boot === 'off' ? null : (
            <State kind="info">{t(`computer.boot-${boot}`)}</State>
          )
        }
      >
        <Switch
          id={id}
          size="md"
          checked={boot === 'on'}
          disabled={boot === 'unsupported' || change.isPending}
          onChange={event => set(event.currentTarget.checked)}
        />
      </Row>
    </Section>
  );
}
