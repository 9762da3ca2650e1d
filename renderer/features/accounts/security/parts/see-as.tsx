import { useState } from 'react';
import { Button, ConfirmDialog, Refused } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useSeeAs } from '../api.ts';
import { securityMessages } from '../messages/index.ts';

/** Leads an administrator into the academy as somebody else, after saying what that means. */
export function SeeAs({ userId, name }: { userId: number; name: string }) {
  const t = useMessages(securityMessages);
  const see = useSeeAs();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('security.seeAs')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('security.seeAsTitle', { name })}
        lead={t('security.seeAsLead', { name })}
        keep={t('security.cancel')}
        confirm={t('security.seeAs')}
        busy={see.isPending}
        onConfirm={() => see.mutate(userId, { onError: () => setAsking(false) })}
      />
      {see.error ? <Refused>{see.error.message}</Refused> : null}
    </>
  );
}
