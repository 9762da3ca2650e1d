import { IconShare2 } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, Dialog, notify, TextField } from '../../../kit/index.ts';
import { copyText } from '../../../platform/clipboard.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { certificatesMessages } from '../messages/index.ts';

/** The device shares it where it can, else it is copied; where both fail, the address is shown to be copied by hand. */
export function ShareLink({ url, title }: { url: string; title: string }) {
  const t = useMessages(certificatesMessages);
  const [shown, setShown] = useState(false);
  const share = async () => {
    // Typed as always there, but missing on plain HTTP.
    const { share: offer }: { share?: Navigator['share'] } = navigator;
    try {
      if (offer) return await offer.call(navigator, { url, title });
      await copyText(url);
      notify.done(t('certificates.copied'));
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
