import { useState } from 'react';
import type { PrivacyPage } from '../../../../server/privacy/contract.ts';
import { Button, notify, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useHold, usePrivacyPage } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';
import styles from '../privacy.module.css';
import { EraseDialog } from './erase-dialog.tsx';
import { ExportPanel } from './export-panel.tsx';
import { HoldDialog } from './hold-dialog.tsx';

type PersonPrivacyProps = { userId: number; name: string; onErased: () => void };

/** For administrators: a person's data as one file, keeping the account, and taking the person out of the academy. */
export function PersonPrivacy({ userId, name, onErased }: PersonPrivacyProps) {
  const t = useMessages(privacyMessages);
  const { data } = usePrivacyPage(userId);
  const [open, setOpen] = useState<'erase' | 'hold' | null>(null);
  const { release } = useHold(userId);
  const close = () => setOpen(null);
  const letGo = () =>
    release.mutate(undefined, {
      onSuccess: () => notify.done(t('privacy.released', { name })),
      onError: error => notify.error(error.message),
    });
  return (
    <section aria-label={t('privacy.ofPerson')} className={styles.consents}>
      <h3 className={type.pane}>{t('privacy.ofPerson')}</h3>
      {data ? <Standing page={data} /> : null}
      <ExportPanel id={userId} exports={data?.exports ?? []} label={t('privacy.exportPerson')} size="sm" />
      <div className={styles.row}>
        {data?.hold ? (
          <Button variant="default" loading={release.isPending} onClick={letGo}>
            {t('privacy.release')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={() => setOpen('hold')}>
              {t('privacy.hold')}
            </Button>
            <Button variant="default" onClick={() => setOpen('erase')}>
              {t('privacy.erasePerson')}
            </Button>
          </>
        )}
      </div>
      {open === 'hold' ? <HoldDialog userId={userId} name={name} onClose={close} /> : null}
      <EraseDialog id={userId} name={name} open={open === 'erase'} onClose={close} onErased={onErased} />
    </section>
  );
}

function Standing({ page: { erasure, hold } }: { page: PrivacyPage }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  return (
    <>
      {hold ? (
        <State kind="info">
          {t('privacy.heldSince', { date: format.date(hold.set_at), reason: hold.reason ?? '' })}
        </State>
      ) : null}
      {erasure ? (
        <State kind="warn">
          {t(erasure.inactive ? 'privacy.unusedGoes' : 'privacy.askedToGo', { date: format.date(erasure.due_at) })}
        </State>
      ) : null}
    </>
  );
}
