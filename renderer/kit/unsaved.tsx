import { useBlocker } from '@tanstack/react-router';
import { useMessages } from '../platform/messages/index.ts';
import { ConfirmDialog } from './dialog.tsx';
import { kitMessages } from './messages/index.ts';

/**
 * Asks before a page with unsaved work is left, by a link as by closing the window. Stands beside the form, not in it: its own
 * answer would otherwise be taken for the form's.
 */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const t = useMessages(kitMessages);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('kit.leaveAsk')}
      lead={t('kit.leaveLead')}
      keep={t('kit.stay')}
      confirm={t('kit.leave')}
      onConfirm={() => proceed?.()}
    />
  );
}
