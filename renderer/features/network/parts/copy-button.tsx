import { IconCopy } from '@tabler/icons-react';
import { Button, notify } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { copyText } from '../../../platform/clipboard.ts';
import { networkMessages } from '../messages/index.ts';

/** Copies a text; where the page is not secure the clipboard is not there, which is said. */
export function CopyButton({ text }: { text: string }) {
  const t = useMessages(networkMessages);
  const act = () =>
    void copyText(text).then(
      () => notify.done(t('network.copied')),
      () => notify.error(t('network.notCopied')),
    );
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t('network.copyOf', { what: text })}
      leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}
      onClick={act}
    >
      {t('network.copy')}
    </Button>
  );
}
