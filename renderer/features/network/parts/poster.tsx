import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Network } from '../../../../server/network/contract.ts';
import { Button, notify, Segmented, State } from '../../../kit/index.ts';
import { spoken } from '../../../platform/addresses.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useNow } from '../../../platform/server.ts';
import { openPoster } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

type Paper = 'a4' | 'letter';

/** Letter is what North America prints on. */
const usualPaper = (): Paper => (/^(en-US|en-CA|es-US|es-MX|fr-CA)/.test(navigator.language) ? 'letter' : 'a4');

/** Opens the poster; says why when that fails. */
export function usePoster(): (paper?: Paper) => void {
  const t = useMessages(networkMessages);
  const lang = document.documentElement.lang.startsWith('es') ? 'es' : 'en';
  return (paper = usualPaper()) =>
    void openPoster(paper, lang).catch((error: unknown) =>
      notify.error(t('network.posterFailed', { reason: (error as Error).message })),
    );
}

export function Poster({ poster, ready }: { poster: Network['poster']; ready: boolean }) {
  const t = useMessages(networkMessages);
  const format = useFormat();
  const now = useNow(10_000);
  const [paper, setPaper] = useState<Paper>(usualPaper);
  const print = usePoster();
  return (
    <>
      {poster && !poster.still_right ? (
        <div>
          <State kind="warn">{t('network.posterWrong')}</State>
          <p className={styles.lead}>{t('network.posterWrongLead', { address: spoken(poster.url) })}</p>
        </div>
      ) : null}
      <div className={styles.name}>
        <Segmented
          aria-label={t('network.paper')}
          value={paper}
          onChange={value => setPaper(value as Paper)}
          data={[
            { value: 'a4', label: t('network.paper-a4') },
            { value: 'letter', label: t('network.paper-letter') },
          ]}
        />
        <Button
          variant="default"
          disabled={!ready}
          leftSection={<IconPrinter size={16} stroke={1.75} aria-hidden="true" />}
          onClick={() => print(paper)}
        >
          {t('network.posterPrint')}
        </Button>
      </div>
      {poster?.still_right ? (
        <p className={styles.quiet}>
          {t('network.posterAt', { at: format.ago(poster.at, now), address: spoken(poster.url) })}
        </p>
      ) : null}
    </>
  );
}
