import { type as text } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { operationsMessages } from '../messages/index.ts';
import styles from '../operations.module.css';
import type { Preview } from '../restore.tsx';
import { useSettingWords } from '../setting-words.ts';

type Group = NonNullable<Preview['settings']>[number];

/** Settings that are not as they were, by room: now, and in the backup. */
export function RestoreSettings({ settings }: { settings: readonly Group[] }) {
  const t = useMessages(operationsMessages);
  if (settings.length === 0) return null;
  return (
    <section className={styles.differences}>
      <h2 className={text.pane}>{t('operations.settingsDiffer')}</h2>
      <table className={styles.settings} aria-label={t('operations.settingsDiffer')}>
        <thead>
          <tr>
            <th scope="col">{t('operations.setting')}</th>
            <th scope="col">{t('operations.now')}</th>
            <th scope="col">{t('operations.after')}</th>
          </tr>
        </thead>
        {settings.map(group => (
          <GroupRows key={group.group} group={group} />
        ))}
      </table>
    </section>
  );
}

function GroupRows({ group: { group, changes } }: { group: Group }) {
  const t = useMessages(operationsMessages);
  const words = useSettingWords();
  return (
    <tbody>
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={3}>
          {words.group(group)}
        </th>
      </tr>
      {changes.map(({ field, hidden, now, then }) => {
        const [was, becomes] = [words.value(group, field, now), words.value(group, field, then)];
        return (
          <tr key={field}>
            <th scope="row">{words.field(group, field)}</th>
            {hidden || was === becomes ? (
              <td className={styles.now} colSpan={2}>
                {t(hidden ? hiddenWords(field) : 'operations.manyDiffer')}
              </td>
            ) : (
              <>
                <td className={styles.now}>{was}</td>
                <td className={styles.after}>{becomes}</td>
              </>
            )}
          </tr>
        );
      })}
    </tbody>
  );
}

const hiddenWords = (field: string) => (field === 'logo' ? 'operations.pictureDiffers' : 'operations.secretDiffers');
