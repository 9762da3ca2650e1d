import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { copyText } from '../platform/clipboard.ts';
import { useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import { notify } from './notify.ts';

/** Copies a text and says so, or that it has to be copied by hand. */
export function useCopy(): (text: string) => void {
  const t = useMessages(kitMessages);
  return text =>
    void copyText(text).then(
      () => notify.done(t('kit.copied')),
      () => notify.error(t('kit.notCopied')),
    );
}

type CopyButtonProps = {
  text: string;
  /** The text itself is in the button's name: for lists, where every row has such a button. */
  named?: boolean;
  children?: ReactNode;
  'data-autofocus'?: boolean;
};

/** The small button beside what people carry elsewhere: an address, a link, a password. */
export function CopyButton({ text, named = false, children, ...rest }: CopyButtonProps) {
  const t = useMessages(kitMessages);
  const copy = useCopy();
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={named ? t('kit.copyOf', { what: text }) : undefined}
      leftSection={<IconCopy size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => copy(text)}
      {...rest}
    >
      {children ?? t('kit.copy')}
    </Button>
  );
}
