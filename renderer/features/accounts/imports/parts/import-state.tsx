import type { Import } from '../../../../../server/accounts/import/contract.ts';
import { State, type StateKind } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { importsMessages } from '../messages/index.ts';

const KINDS: Record<Import['state'], StateKind> = {
  reading: 'busy',
  preview: 'info',
  refused: 'bad',
  applying: 'busy',
  stopped: 'warn',
  done: 'ok',
  undoing: 'busy',
  undone: 'mute',
};

export function ImportStateWord({ state }: Pick<Import, 'state'>) {
  const t = useMessages(importsMessages);
  return <State kind={KINDS[state]}>{t(`imports.state-${state}`)}</State>;
}
