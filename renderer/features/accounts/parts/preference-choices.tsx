import { Radio } from '../../../kit/index.ts';
import { languages, useMessages } from '../../../platform/messages/index.ts';
import { type Preferences, proseSizes, type TextSize, usePreferences } from '../../../platform/preferences.ts';
import { accountsMessages } from '../messages/index.ts';
import styles from './preference-choices.module.css';

type Choice<V> = { value: V; label: string };
type ChoicesProps<V> = {
  legend: string;
  name: string;
  choices: readonly Choice<V>[];
  value: V;
  onChange: (value: V) => void;
};

function Choices<V extends string | number>({ legend, name, choices, value, onChange }: ChoicesProps<V>) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      {choices.map(choice => (
        <Radio
          key={choice.value}
          name={name}
          label={choice.label}
          checked={choice.value === value}
          onChange={() => onChange(choice.value)}
          classNames={{ body: styles.row, labelWrapper: styles.label }}
        />
      ))}
    </fieldset>
  );
}

/** Appearance, language and text size: kept on this device and in force at once. */
export function PreferenceChoices() {
  const t = useMessages(accountsMessages);
  const [{ colorScheme, language, textSize }, change] = usePreferences();
  const schemes: Choice<Preferences['colorScheme']>[] = [
    { value: 'auto', label: t('accounts.themeAuto') },
    { value: 'light', label: t('accounts.themeLight') },
    { value: 'dark', label: t('accounts.themeDark') },
  ];
  const tongues: Choice<Preferences['language']>[] = [
    { value: 'system', label: t('accounts.languageSystem') },
    ...(Object.keys(languages) as (keyof typeof languages)[]).map(value => ({ value, label: languages[value] })),
  ];
  const last = proseSizes.length - 1;
  return (
    <div className={styles.choices}>
      <Choices
        {...{ legend: t('accounts.theme'), name: 'theme', choices: schemes, value: colorScheme }}
        onChange={value => change({ colorScheme: value })}
      />
      <Choices
        {...{ legend: t('accounts.language'), name: 'language', choices: tongues, value: language }}
        onChange={value => change({ language: value })}
      />
      <div>
        <label className={styles.legend} htmlFor="text-size">
          {t('accounts.textSize')}
        </label>
        <input
          id="text-size"
          type="range"
          min={0}
          max={last}
          step={1}
          value={textSize}
          aria-valuetext={t('accounts.textSizeOf', { size: proseSizes[textSize] })}
          onChange={event => change({ textSize: Number(event.currentTarget.value) as TextSize })}
          className={styles.range}
        />
        <p className={styles.sample} style={{ fontSize: proseSizes[textSize] }}>
          {t('accounts.textSample')}
        </p>
      </div>
    </div>
  );
}
