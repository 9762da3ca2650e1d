import type { CSSProperties } from 'react';
import { accentContrast, accentOf, Button, State, stateNear } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { settingsMessages } from '../messages/index.ts';
import styles from '../settings.module.css';

/** Hue of the product's own blue. */
const OWN_HUE = 233;

/** The hue on a band of all of them, tried at once on a light and a dark sample, with the contrast it comes to. */
export function AccentChoice({ value, onChange }: { value: number | null; onChange: (hue: number | null) => void }) {
  const t = useMessages(settingsMessages);
  const format = useFormat();
  const hue = value ?? OWN_HUE;
  const near = value === null ? null : stateNear(value);
  const ratio = format.number(accentContrast(hue), { maximumFractionDigits: 1 });
  return (
    <div className={styles.accent}>
      <label className={styles.hue}>
        <span className={styles.label}>{t('settings.hue')}</span>
        <input
          type="range"
          min={0}
          max={359}
          step={1}
          value={hue}
          aria-valuetext={t('settings.hueOf', { hue })}
          className={styles.band}
          onChange={event => onChange(Number(event.currentTarget.value))}
        />
      </label>
      <div className={styles.samples}>
        <Sample scheme="light" hue={value} label={t('settings.light')} />
        <Sample scheme="dark" hue={value} label={t('settings.dark')} />
      </div>
      <p className={styles.help}>{t('settings.contrast', { ratio })}</p>
      {near ? (
        <State kind="warn">
          {t(near === 'ok' ? 'settings.nearOk' : near === 'warn' ? 'settings.nearWarn' : 'settings.nearBad')}
        </State>
      ) : null}
      {value === null ? null : (
        <div>
          <Button variant="default" size="xs" onClick={() => onChange(null)}>
            {t('settings.ownBlue')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The product's own blue, which is not quite the hue's. */
const OWN = {
  light: { '--sample': '#00668c', '--sample-on': '#fff', '--sample-ink': '#00668c' },
  dark: { '--sample': '#61b2dc', '--sample-on': '#04202d', '--sample-ink': '#7cc2e7' },
};

function Sample({ scheme, hue, label }: { scheme: 'light' | 'dark'; hue: number | null; label: string }) {
  const t = useMessages(settingsMessages);
  const tokens = hue === null ? null : accentOf(hue)[scheme];
  const colours = tokens
    ? { '--sample': tokens['--accent'], '--sample-on': tokens['--accent-on'], '--sample-ink': tokens['--accent-ink'] }
    : OWN[scheme];
  return (
    <div role="img" aria-label={label} className={styles[scheme]} style={colours as CSSProperties}>
      <span className={styles.sampleButton}>{t('settings.sampleButton')}</span>
      <span className={styles.sampleLink}>{t('settings.sampleLink')}</span>
    </div>
  );
}
