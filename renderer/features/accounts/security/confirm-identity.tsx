import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { identity } from '../../../platform/identity.ts';

const ConfirmDialog = lazy(() =>
  import('./parts/confirm-dialog.tsx').then(module => ({ default: module.ConfirmIdentityDialog })),
);

/** Stands once in every product, outside of its pages: asks for a proof of identity when an act needs one. */
export function ConfirmIdentity() {
  const [asked, setAsked] = useState(false);
  const answer = useRef<(proved: boolean) => void>(() => {});
  useEffect(
    () =>
      identity.onAsk(
        () =>
          new Promise(resolve => {
            answer.current = resolve;
            setAsked(true);
          }),
      ),
    [],
  );
  if (!asked) return null;
  const done = (proved: boolean) => {
    setAsked(false);
    answer.current(proved);
  };
  return (
    <Suspense>
      <ConfirmDialog onDone={done} />
    </Suspense>
  );
}
