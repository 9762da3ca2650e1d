import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ErrorPanel, notify, Skeleton, TextAreaField } from '../../../kit/index.ts';
import { call } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { networkMessages } from '../messages/index.ts';
import styles from '../network.module.css';

const ORIGINS = ['network', 'origins'] as const;

/** Sites whose pages may use the API: one a line. Most academies have none. */
export function Origins({ mayChange }: { mayChange: boolean }) {
  const t = useMessages(networkMessages);
  const queries = useQueryClient();
  const [typed, setTyped] = useState<string | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ORIGINS,
    queryFn: ({ signal }) => call('GET /network/origins', {}, { signal }),
  });
  const save = useMutation({
    mutationFn: (allowed: string[]) => call('PUT /network/origins', { body: { allowed } }),
    onSuccess: saved => {
      queries.setQueryData(ORIGINS, saved);
      setTyped(null);
      notify.done(t('network.originsSaved'));
    },
  });
  if (error)
    return (
      <ErrorPanel level={3} onRetry={() => void refetch()}>
        {error.message}
      </ErrorPanel>
    );
  if (!data) return <Skeleton height={120} />;
  const stored = data.allowed.join('\n');
  const text = typed ?? stored;
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
  return (
    <form
      className={styles.origins}
      onSubmit={event => {
        event.preventDefault();
        save.mutate(lines);
      }}
    >
      <TextAreaField
        label={t('network.originsField')}
        description={t('network.originsHelp')}
        value={text}
        onChange={event => setTyped(event.currentTarget.value)}
        disabled={!mayChange}
        error={save.error?.message}
        rows={3}
      />
      <Button
        type="submit"
        variant="default"
        disabled={!mayChange || lines.join('\n') === stored}
        loading={save.isPending}
      >
        {t('network.originsSave')}
      </Button>
    </form>
  );
}
