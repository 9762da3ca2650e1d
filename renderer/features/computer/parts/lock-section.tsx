import { useState } from 'react';
import { Button, Kbd, SelectField } from '../../../kit/index.ts';
import { bridge } from '../../../platform/bridge.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { consoleLock } from '../lock-state.ts';
import { computerMessages } from '../messages/index.ts';
import { useLockState } from '../use-lock-state.ts';
import { PinDialog } from './pin-dialog.tsx';
import { Row, Section } from './section.tsx';

const MINUTES = [1, 2, 5, 10, 15, 30, 60] as const;
const NEVER = 'never';

/** When this console locks, by what it is opened, and the way to lock it at once. */
export function LockSection() {
  const t = useMessages(computerMessages);
  const lock = useLockState();
  const [asking, setAsking] = useState<'set' | 'remove' | null>(null);
  if (!lock) return null;
  const choices = MINUTES.map(count => ({ value: String(count), label: t('computer.lockMinutes', { count }) }));
  return (
    <Section title={t('computer.lock')}>
      <Row name={t('computer.lockAfter')} help={t(bridge ? 'computer.lockAfterHelp' : 'computer.lockAfterHelpBrowser')}>
        <SelectField
          aria-label={t('computer.lockAfter')}
          w={180}
          value={lock.minutes === null ? NEVER : String(lock.minutes)}
          data={[...choices, { value: NEVER, label: t('computer.lockNever') }]}
          onChange={value => void consoleLock.setMinutes(value === NEVER ? null : Number(value))}
        />
      </Row>
      {bridge ? (
        <Row name={t('computer.pinTitle')} help={t(lock.has_pin ? 'computer.pinHelp-set' : 'computer.pinHelp-none')}>
          <Button variant="default" onClick={() => setAsking('set')}>
            {t(lock.has_pin ? 'computer.pinChange' : 'computer.pinSet')}
          </Button>
          {lock.has_pin ? (
            <Button variant="subtle" color="gray" onClick={() => setAsking('remove')}>
              {t('computer.pinRemove')}
            </Button>
          ) : null}
        </Row>
      ) : null}
      <Row name={t('computer.lockYourself')} help={<Kbd>Ctrl + Shift + L</Kbd>}>
        <Button variant="default" onClick={() => consoleLock.lock()}>
          {t('computer.lockNow')}
        </Button>
      </Row>
      <PinDialog deed={asking} onClose={() => setAsking(null)} />
    </Section>
  );
}
