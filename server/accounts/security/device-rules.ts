/** What a browser or program is called, from what it says of itself (RFC 9110 §10.1.5): pure. Order matters: most name others too. */
import type { Device } from './contract.ts';

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Electron\//, 'Lyceum console'],
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOpera\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Version\/[\d.]+.*Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|X11/, 'Linux'],
];

const nameIn = (names: typeof BROWSERS, text: string) => names.find(([sign]) => sign.test(text))?.[1] ?? null;

export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const [browser, system] = [nameIn(BROWSERS, text), nameIn(SYSTEMS, text)];
  return { browser, system, kind: kindOf(text, system) };
}

function kindOf(text: string, system: string | null): Device['kind'] {
  if (system === null) return 'program';
  if (system === 'iPad' || (system === 'Android' && !/Mobile/.test(text))) return 'tablet';
  return system === 'iPhone' || system === 'Android' ? 'phone' : 'computer';
}

/** "Firefox on Windows", for texts that are sent; the screens have words of their own. */
export function deviceInWords({ browser, system }: Device, language: 'en' | 'es'): string {
  const unknown = language === 'es' ? 'Un programa' : 'A program';
  const on = language === 'es' ? 'en' : 'on';
  return system === null ? (browser ?? unknown) : `${browser ?? unknown} ${on} ${system}`;
}

/** What two sign-ins with the same device have in common, versions apart. */
export const markOf = ({ browser, system }: Device, client: string): string => `${client} ${browser} ${system}`;
