import { useState } from 'react';
import type { Https } from '../../../../server/network/https/contract.ts';
import { Button, Checkbox, Dialog, Refused, TextAreaField, TextField } from '../../../kit/index.ts';
import { call, CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useHttpsStep } from '../api.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';

/** What an authority on the internet has to know. */
export function PublicDialog({ before, onClose }: { before: Https['public']; onClose: () => void }) {
  const t = useMessages(networkMessages);
  const [domain, setDomain] = useState(before?.domain ?? '');
  const [email, setEmail] = useState(before?.email ?? '');
  const [directory, setDirectory] = useState(before?.directory ?? LETS_ENCRYPT);
  const [authority, setAuthority] = useState('');
  const [agree, setAgree] = useState(false);
  const order = useHttpsStep(() =>
    call('POST /https/public', {
      body: { domain, email, directory, directory_authority: authority, agree: true },
    }),
  );
  const errors = order.error instanceof CallError ? order.error.errors : [];
  const of = (field: string) => errors.find(error => error.field === field)?.message;
  const told = errors.some(({ field }) => field !== undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('network.publicTitle')}
      lead={t('network.publicLead')}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t('network.cancel')}
          </Button>
          <Button
            disabled={!agree || !domain || !email}
            loading={order.isPending}
            onClick={() => order.mutate(undefined, { onSuccess: onClose })}
          >
            {t('network.publicGet')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {order.error && !told ? <Refused>{order.error.message}</Refused> : null}
        <TextField
          label={t('network.domain')}
          description={t('network.domainHelp')}
          value={domain}
          error={of('domain')}
          autoCapitalize="none"
          onChange={event => setDomain(event.currentTarget.value)}
        />
        <TextField
          type="email"
          label={t('network.email')}
          description={t('network.emailHelp')}
          value={email}
          error={of('email')}
          onChange={event => setEmail(event.currentTarget.value)}
        />
        <TextField
          type="url"
          label={t('network.directory')}
          description={t('network.directoryHelp')}
          value={directory}
          error={of('directory')}
          onChange={event => setDirectory(event.currentTarget.value)}
        />
        {directory === LETS_ENCRYPT ? null : (
          <TextAreaField
            label={t('network.directoryAuthority')}
            description={t('network.directoryAuthorityHelp')}
            value={authority}
            rows={3}
            onChange={event => setAuthority(event.currentTarget.value)}
          />
        )}
        <Checkbox
          label={t('network.agree')}
          checked={agree}
          onChange={event => setAgree(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  );
}
