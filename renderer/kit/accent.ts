import { contrast, hexOf } from '../../server/platform/colour/contract.ts';

export type AccentTokens = Record<`--${string}`, string>;

/**
 * The accent tokens for a site's own hue in OKLCH degrees. Lightness and chroma are fixed, so every hue keeps at least
 * AA contrast (6.0:1 on page light, 7.3:1 dark).
 */
export function accentOf(hue: number): { light: AccentTokens; dark: AccentTokens } {
  const of = (lightness: number, chroma: number) => hexOf(lightness, chroma, hue);
  const plate = {
    '--plate': of(0.38, 0.072),
    '--plate-line': of(0.83, 0.085),
    '--plate-ink': '#ffffff',
    '--plate-ink2': of(0.925, 0.034),
  };
  return {
    light: {
      '--accent': of(0.48, 0.1),
      '--accent-h': of(0.42, 0.09),
      '--accent-on': '#ffffff',
      '--accent-ink': of(0.48, 0.1),
      '--accent-t': of(0.96, 0.018),
      '--accent-t2': of(0.91, 0.035),
      '--accent-line': of(0.83, 0.065),
      '--c1': of(0.48, 0.1),
      ...plate,
    },
    dark: {
      '--accent': of(0.73, 0.1),
      '--accent-h': of(0.8, 0.08),
      '--accent-on': of(0.22, 0.05),
      '--accent-ink': of(0.78, 0.09),
      '--accent-t': of(0.29, 0.045),
      '--accent-t2': of(0.36, 0.06),
      '--accent-line': of(0.48, 0.08),
      '--c1': of(0.73, 0.1),
      ...plate,
    },
  };
}

/** Hues of the states' own colours: green, amber, red. */
const STATE_HUES = { ok: 155, warn: 65, bad: 27 } as const;
const NEAR = 20;

/** The state whose colour the accent could be taken for; null when it is far enough from all of them. */
export function stateNear(hue: number): keyof typeof STATE_HUES | null {
  const distance = (other: number) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other));
  const [near] = (Object.keys(STATE_HUES) as (keyof typeof STATE_HUES)[]).filter(s => distance(STATE_HUES[s]) <= NEAR);
  return near ?? null;
}

/** Worst contrast of the accent's own pairs (text on it, it on page), light or dark. */
export function accentContrast(hue: number): number {
  const { light, dark } = accentOf(hue);
  const pairs: [string | undefined, string | undefined][] = [
    [light['--accent-on'], light['--accent']],
    [light['--accent-ink'], '#ffffff'],
    [light['--accent-ink'], light['--accent-t']],
    [dark['--accent-on'], dark['--accent']],
    [dark['--accent-ink'], '#11161a'],
    [dark['--accent-ink'], dark['--accent-t']],
  ];
  return Math.min(...pairs.map(([text, ground]) => contrast(text ?? '', ground ?? '')));
}
