import { Button, Link } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { accountsMessages } from '../../messages/index.ts';
import { Entrance } from '../../parts/entrance.tsx';
import entrance from '../../parts/entrance.module.css';
import { Refusal } from '../../parts/refusal.tsx';
import { useSendAgain } from '../api.ts';
import styles from '../joining.module.css';
import { joiningMessages } from '../messages/index.ts';

/** After registering: the link is in the mail, whoever has the address. */
export function LookIntoMail({ email, onOther }: { email: string; onOther: () => void }) {
  const t = useMessages(joiningMessages);
  const a = useMessages(accountsMessages);
  const again = useSendAgain();
  return (
    <Entrance title={t('joining.look')} lead={t('joining.lookLead', { email })}>
      <p className={styles.quiet}>{t('joining.lookHelp')}</p>
      <div role="status">{again.isSuccess ? <p className={entrance.notice}>{t('joining.sentAgain')}</p> : null}</div>
      <div className={styles.stack}>
        <Refusal error={again.error} />
        <Button
          size="lg"
          variant="default"
          fullWidth
          loading={again.isPending}
          disabled={again.isSuccess}
          onClick={() => again.mutate(email)}
        >
          {t('joining.sendAgain')}
        </Button>
        <Button size="lg" variant="subtle" fullWidth onClick={onOther}>
          {t('joining.otherAddress')}
        </Button>
      </div>
      <p className={entrance.back}>
        <Link href="/sign-in">{a('accounts.backToSignIn')}</Link>
      </p>
    </Entrance>
  );
}
