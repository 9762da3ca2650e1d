import { IconAdjustments, IconShieldCheck, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { Preset, PresetItem, SignInRules } from '../../../../server/sign-in-rules/contract.ts';
import { Button, ChoiceCards, Dialog, Refused, Section } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePresets, useSaveRules } from '../api.ts';
import { changeOf, changesOfPreset, type FlatRules, type PresetChange } from '../flat-rules.ts';
import { rulesMessages } from '../messages/index.ts';
import styles from '../sign-in-rules.module.css';

const ICONS = { standard: IconShieldCheck, stig: IconShieldLock, own: IconAdjustments };

/** What 0 means where it does not mean none of it. */
const NOUGHT: Partial<Record<PresetChange['name'], 'rules.never' | 'rules.untilUnlocked'>> = {
  'attempts.lock_after': 'rules.never',
  'attempts.lock_minutes': 'rules.untilUnlocked',
  'sessions.idle': 'rules.never',
  'sessions.idle_privileged': 'rules.never',
};

/** Sets of rules to start from; what one would change is shown before it does. */
export function PresetChoice({
  rules,
  disabled,
  onApplied,
}: {
  rules: SignInRules;
  disabled: boolean;
  onApplied: () => void;
}) {
  const t = useMessages(rulesMessages);
  const { data: presets } = usePresets();
  const save = useSaveRules();
  const [asked, setAsked] = useState<Exclude<Preset, 'own'> | null>(null);
  const changes = asked && presets ? changesOfPreset(rules, presets[asked]) : [];
  const name = asked ? t(`rules.preset-${asked}`) : '';
  const apply = () => {
    const wish = Object.fromEntries(changes.map(({ name: rule, to }) => [rule, to])) as Partial<FlatRules>;
    save.mutate(changeOf(wish), {
      onSuccess: () => {
        setAsked(null);
        onApplied();
      },
    });
  };
  return (
    <Section title={t('rules.preset')} lead={t('rules.presetLead')}>
      <ChoiceCards<Preset>
        label={t('rules.preset')}
        value={rules.preset}
        onChange={value => value !== 'own' && setAsked(value)}
        choices={(['standard', 'stig', 'own'] as const).map(value => ({
          value,
          label: t(`rules.preset-${value}`),
          detail: t(`rules.preset-${value}Detail`),
          icon: ICONS[value],
          disabled: value === 'own' ? rules.preset !== 'own' : disabled || !presets,
        }))}
      />
      {presets ? <SwitchedOn items={presets.stig_items} /> : null}
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        size={700}
        title={t('rules.presetAsk', { name })}
        lead={t('rules.presetAskLead', { count: changes.length })}
        actions={
          <>
            <Button variant="default" onClick={() => setAsked(null)}>
              {t('rules.presetKeep')}
            </Button>
            <Button loading={save.isPending} onClick={apply}>
              {t('rules.presetApply', { name })}
            </Button>
          </>
        }
      >
        <Changes changes={changes} />
        {save.error ? <Refused>{save.error.message}</Refused> : null}
      </Dialog>
    </Section>
  );
}

/** What the strict preset does, each item with the rules of the guide that it answers. */
function SwitchedOn({ items }: { items: readonly PresetItem[] }) {
  const t = useMessages(rulesMessages);
  return (
    <details className={styles.items}>
      <summary>{t('rules.stigItems')}</summary>
      <ul>
        {items.map(({ topic, rules }) => (
          <li key={topic}>
            <span>{t(`rules.stig-${topic}`)}</span>
            {rules.length > 0 ? (
              <span className={styles.ids}>{rules.join(', ')}</span>
            ) : (
              <span className={styles.noRule}>{t('rules.stigNoRule')}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Changes({ changes }: { changes: readonly PresetChange[] }) {
  const t = useMessages(rulesMessages);
  const told = (name: PresetChange['name'], value: PresetChange['from']): string => {
    const nought = value === 0 ? NOUGHT[name] : undefined;
    if (nought) return t(nought);
    if (typeof value === 'boolean') return t(value ? 'rules.on' : 'rules.off');
    if (Array.isArray(value)) return value.map(role => t(`rules.role-${role}`)).join(', ') || t('rules.none');
    return value === '' ? t('rules.none') : String(value).replace(/^(.{80}).+$/s, '$1…');
  };
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th scope="col">{t('rules.rule')}</th>
          <th scope="col">{t('rules.now')}</th>
          <th scope="col">{t('rules.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, from, to }) => (
          <tr key={name}>
            <th scope="row">{t(`rules.${name}`)}</th>
            <td>{told(name, from)}</td>
            <td>{told(name, to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
