import { useId } from 'react';
import type { WindowHabits } from '../../../../app/ipc/contract.ts';
import { Segmented, Switch } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useWindowHabits } from '../api.ts';
import { computerMessages } from '../messages/index.ts';
import { Row, Section } from './section.tsx';

export function WindowSection({ habits }: { habits: WindowHabits }) {
  const t = useMessages(computerMessages);
  const change = useWindowHabits();
  const id = useId();
  // What was chosen is shown at once; the machine's own word comes a moment later.
  const shown = change.isPending ? { ...habits, ...change.variables } : habits;
  const set = (part: Partial<WindowHabits>) => change.mutate({ ...shown, ...part });
  return (
    <Section title={t('computer.window')}>
      <Row name={t('computer.closing')} help={t('computer.closingHelp')}>
        <Segmented
          aria-label={t('computer.closing')}
          value={shown.closing}
          onChange={closing => set({ closing: closing as WindowHabits['closing'] })}
          data={(['tray', 'quit'] as const).map(value => ({ value, label: t(`computer.closing-${value}`) }))}
        />
      </Row>
      <Row name={t('computer.opensAtSignIn')} htmlFor={id} help={t('computer.opensAtSignInHelp')}>
        <Switch
          id={id}
          size="md"
          checked={shown.opens_at_sign_in}
          onChange={event => set({ opens_at_sign_in: event.currentTarget.checked })}
        />
      </Row>
    </Section>
  );
}
