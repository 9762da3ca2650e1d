import { Button, Dialog, Link } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { assessmentsMessages } from '../messages/index.ts';

const stay = () => {};

/** The attempt was handed in somewhere else: there is only one way on. */
export function ClosedNotice({ open, result }: { open: boolean; result: string }) {
  const t = useMessages(assessmentsMessages);
  return (
    <Dialog
      open={open}
      onClose={stay}
      closable={false}
      title={t('assessments.closedTitle')}
      lead={t('assessments.closedLead')}
      actions={
        <Button component={Link} href={result} data-autofocus>
          {t('assessments.seeResult')}
        </Button>
      }
    />
  );
}

/** While the page hands in by itself. */
export function TimeUpNotice({ open, unreached }: { open: boolean; unreached: boolean }) {
  const t = useMessages(assessmentsMessages);
  return (
    <Dialog
      open={open}
      onClose={stay}
      closable={false}
      title={t('assessments.timeUp')}
      lead={unreached ? t('assessments.timeUpOffline') : t('assessments.timeUpLead')}
    />
  );
}
