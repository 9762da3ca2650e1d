import { useState } from 'react';
import type { Keys } from '../../../../server/privacy/contract.ts';
import { Button, ConfirmDialog, FactList, notify, Section, Skeleton, State, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useSession } from '../../../platform/session.tsx';
import { useKeys, useRotate } from '../api.ts';
import { privacyMessages } from '../messages/index.ts';

/** Which key encrypts, and changing it. */
export function KeysSection() {
  const t = useMessages(privacyMessages);
  const { data } = useKeys();
  return (
    <Section title={t('privacy.keys')} lead={t('privacy.keysLead')}>
      {data ? <Ring keys={data} /> : <Skeleton height={120} />}
    </Section>
  );
}

function Ring({ keys }: { keys: Keys }) {
  const t = useMessages(privacyMessages);
  const format = useFormat();
  const { may } = useSession();
  const rotate = useRotate();
  const [asking, setAsking] = useState(false);
  const [current, ...old] = keys.ids;
  const confirm = () =>
    rotate.mutate(undefined, { onSuccess: () => setAsking(false), onError: error => notify.error(error.message) });
  return (
    <>
      <FactList
        nameWidth={140}
        facts={[
          { key: 'current', name: t('privacy.keyInUse'), value: <span className={type.mono}>{current}</span> },
          ...old.map(id => ({
            key: id,
            name: t('privacy.keyOld'),
            value: (
              <>
                <span className={type.mono}>{id}</span>. {t('privacy.keyOldState')}
              </>
            ),
          })),
          { key: 'since', name: t('privacy.keySince'), value: format.dateTime(keys.changed_at) },
        ]}
      />
      <div role="status">
        {old.length > 0 ? (
          <State kind="busy">
            {keys.left > 0
              ? `${t('privacy.keyMoving')}: ${t('privacy.keyLeft', { count: keys.left })}`
              : t('privacy.keyWaits')}
          </State>
        ) : null}
      </div>
      {old.length === 0 && may('settings:update') ? (
        <div>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('privacy.rotate')}
          </Button>
        </div>
      ) : null}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('privacy.rotateTitle')}
        lead={t('privacy.rotateLead')}
        confirm={t('privacy.rotate')}
        keep={t('privacy.rotateKeep')}
        busy={rotate.isPending}
        onConfirm={confirm}
      />
    </>
  );
}
