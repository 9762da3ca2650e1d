import { IconDownload } from '@tabler/icons-react';
import type { MouseEvent, ReactNode } from 'react';
import { Button } from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';
import { credentials } from '../../../platform/credentials.ts';

type DownloadButtonProps = {
  /** Id, number or hash. */
  reference: string;
  children: ReactNode;
  filled?: boolean;
  fullWidth?: boolean;
};

/** Fetches a certificate as PDF. The browser does the download itself, so the session is renewed first where it must be. */
export function DownloadButton({ reference, children, filled = false, fullWidth = false }: DownloadButtonProps) {
  const address = addressOf('/certificates/:id/download', { params: { id: reference } });
  const download = (event: MouseEvent) => {
    event.preventDefault();
    void credentials.freshen().then(() => window.location.assign(address));
  };
  return (
    <Button
      size="lg"
      component="a"
      href={address}
      download
      fullWidth={fullWidth}
      variant={filled ? 'filled' : 'default'}
      leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
      onClick={download}
    >
      {children}
    </Button>
  );
}
