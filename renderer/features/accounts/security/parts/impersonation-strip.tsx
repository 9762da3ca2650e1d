import { IconEye } from '@tabler/icons-react';
import { useLayoutEffect, useRef } from 'react';
import type { Me } from '../../../../../server/accounts/contract.ts';
import { Button, notify } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { useEndImpersonation } from '../api.ts';
import { securityMessages } from '../messages/index.ts';
import styles from '../security.module.css';

/** Always to be seen while an administrator sees the academy as somebody else. */
export function ImpersonationStrip({ me }: { me: Me }) {
  const t = useMessages(securityMessages);
  const end = useEndImpersonation();
  const strip = useRef<HTMLElement>(null);
  // What sticks to the top of a page sticks below it, however many lines it takes.
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const sized = new ResizeObserver(([entry]) =>
      style.setProperty('--strip', `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`),
    );
    if (strip.current) sized.observe(strip.current);
    return () => {
      sized.disconnect();
      style.removeProperty('--strip');
    };
  }, []);
  const back = () =>
    end.mutate(undefined, {
      onSuccess: () => window.location.assign('/console/users'),
      onError: error => notify.error(error.message),
    });
  return (
    <aside ref={strip} className={styles.strip} aria-label={t('security.impersonating')}>
      <IconEye size={18} stroke={1.75} aria-hidden="true" />
      <p className={styles.stripWords}>{t('security.seenAs', { name: `${me.first_name} ${me.last_name}` })}</p>
      <Button size="xs" variant="default" loading={end.isPending} onClick={back}>
        {t('security.endSeeing')}
      </Button>
    </aside>
  );
}
