import { useState } from 'react';
import { Checkbox, notify } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useEndOthers } from '../../accounts/security/api.ts';
import { factorsMessages } from '../messages/index.ts';

/** The choice to be signed out everywhere else once a factor came or went; `end` does it where it was wanted. */
export function useElsewhere() {
  const t = useMessages(factorsMessages);
  const [wanted, setWanted] = useState(false);
  const endOthers = useEndOthers();
  const choice = (
    <Checkbox
      label={t('factors.elsewhere')}
      checked={wanted}
      onChange={event => setWanted(event.currentTarget.checked)}
    />
  );
  const end = () => {
    if (!wanted) return;
    setWanted(false);
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => notify.done(t('factors.elsewhereDone', { count: ended })),
      onError: ({ message }) => notify.error(message),
    });
  };
  return { choice, end };
}
