import { IconCopy, IconDownload, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, Dialog, useCopy } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useSite } from '../../../platform/site.ts';
import styles from '../factors.module.css';
import { factorsMessages } from '../messages/index.ts';

/** Fresh recovery codes, shown this once: to print, to save, to copy, to write down. `null` shows nothing. */
export function CodesSheet({ codes, onKept }: { codes: readonly string[] | null; onKept: () => void }) {
  const t = useMessages(factorsMessages);
  const format = useFormat();
  const copy = useCopy();
  const { me } = useSession();
  const site = useSite();
  const [made] = useState(() => new Date().toISOString());
  const title = t('factors.sheetFor', { site: site?.name ?? '', name: `${me?.first_name} ${me?.last_name}` });
  const when = t('factors.sheetMade', { when: format.date(made) });
  const save = () => saveText(t('factors.file'), [title, when, '', ...(codes ?? []), ''].join('\r\n'));
  return (
    <Dialog
      open={codes !== null}
      onClose={onKept}
      closable={false}
      title={t('factors.sheetTitle')}
      lead={t('factors.sheetLead')}
      actions={<Button onClick={onKept}>{t('factors.kept')}</Button>}
    >
      <div className={styles.setUp}>
        <div className={styles.sheet}>
          <p className={styles.sheetHead}>{title}</p>
          <ol className={styles.codes}>
            {codes?.map(code => (
              <li key={code}>{code}</li>
            ))}
          </ol>
          <p className={styles.sheetHead}>{when}</p>
        </div>
        <div className={styles.actions}>
          <Button
            variant="default"
            leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
            onClick={printCodes}
          >
            {t('factors.print')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} stroke={1.75} aria-hidden="true" />}
            onClick={save}
          >
            {t('factors.download')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconCopy size={18} stroke={1.75} aria-hidden="true" />}
            onClick={() => copy(codes?.join('\n') ?? '')}
          >
            {t('factors.copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Prints the sheet alone, not the page below it. */
function printCodes(): void {
  const root = document.documentElement;
  root.dataset['printing'] = 'codes';
  window.addEventListener('afterprint', () => delete root.dataset['printing'], { once: true });
  window.print();
}

function saveText(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
