import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, Dialog, notify, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { certificatesMessages } from '../messages/index.ts';

/** Where the device shares or copies by itself; on plain HTTP neither is there, and the address is shown to be copied by hand. */
export function ShareLink({ url, title }: { url: string; title: string }) {
  const t = useMessages(certificatesMessages);
  const [shown, setShown] = useState(false);
  const share = async () => {
    // Typed as always there, but missing on plain HTTP.
    const { share: offer, clipboard }: { share?: Navigator['share']; clipboard?: Clipboard } = navigator;
    try {
      if (offer) await offer.call(navigator, { url, title });
      else if (clipboard) {
        await clipboard.writeText(url);
        notify.done(t('certificates.copied'));
      } else setShown(true);
    } catch (error) {
      // Closing the device's own window is an answer; everything else leaves the address to be copied by hand.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setShown(true);
    }
  };
  return (
    <>
      <Button
        size="lg"
        variant="default"
        leftSection={<IconShare2 size={18} stroke={1.75} aria-hidden="true" />}
        onClick={() => void share()}
      >
        {t('certificates.share')}
      </Button>
      <Dialog
        open={shown}
        onClose={() => setShown(false)}
        title={t('certificates.shareTitle')}
        lead={t('certificates.shareLead')}
      >
        <TextField
          size="lg"
          label={t('certificates.address')}
          readOnly
          value={url}
          data-autofocus
          onFocus={event => event.currentTarget.select()}
        />
      </Dialog>
    </>
  );
}
