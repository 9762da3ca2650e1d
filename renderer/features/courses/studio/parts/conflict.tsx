import { Button, State, type } from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import type { Fields } from '../draft-rules.ts';
import { studioMessages } from '../messages/index.ts';
import type { OpenDraft } from '../use-draft.ts';
import styles from './conflict.module.css';

/** Both texts side by side when somebody else saved the same field, and the choice between them. */
export function Conflict<F extends Fields>({ draft }: { draft: OpenDraft<F> }) {
  const t = useMessages(studioMessages);
  const { conflict, refusal } = draft;
  if (refusal)
    return (
      <div role="alert" className={styles.refusal}>
        <State kind="bad">{refusal}</State>
      </div>
    );
  if (!conflict) return null;
  const shown = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return (
    <section role="alert" className={styles.conflict}>
      <h2 className={type.pane}>{t('studio.conflict')}</h2>
      <p>{t('studio.conflictLead')}</p>
      {conflict.names.map(name => (
        <div key={name} className={styles.both}>
          <div>
            <h3 className={type.t1}>{t('studio.conflictMine')}</h3>
            <pre className={styles.text}>{shown(draft.fields[name])}</pre>
          </div>
          <div>
            <h3 className={type.t1}>{t('studio.conflictTheirs')}</h3>
            <pre className={styles.text}>{shown(conflict.theirs[name])}</pre>
          </div>
        </div>
      ))}
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => draft.resolve('theirs')}>
          {t('studio.keepTheirs')}
        </Button>
        <Button onClick={() => draft.resolve('mine')}>{t('studio.keepMine')}</Button>
      </div>
    </section>
  );
}
