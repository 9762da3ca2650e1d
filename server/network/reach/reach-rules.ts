/** What a test from a phone means, and what to do about it. Pure; screens translate by `code`, other programs show these texts. */
import type { HealthState } from '../../platform/health/contract.ts';
import type { ReachFinding, ReachMeasures } from '../contract.ts';

/** Milliseconds of a small question and its answer within one building. */
const SLOW_ANSWER_MS = 300;
/** One lesson video needs about 4 Mbit/s. */
const LOW_SPEED_BPS = 4_000_000;
/** Codes of second factors and times of exams go wrong from here on. */
const WRONG_CLOCK_MS = 60_000;

/** What the academy offers, whether the phone can use it or not. */
export interface Offered {
  /** `lyceum.local`; null when no name is announced. */
  name: string | null;
  /** `192.168.1.40:8080`. */
  address: string;
  https: boolean;
}

export type PhoneSystem = 'android' | 'apple' | 'windows' | 'other';

/** From what the browser says of itself. */
export function systemOf(userAgent: string): PhoneSystem {
  if (/Android/i.test(userAgent)) return 'android';
  if (/iPhone|iPad|Macintosh/i.test(userAgent)) return 'apple';
  return /Windows/i.test(userAgent) ? 'windows' : 'other';
}

/** "Android phone, Chrome": as much as a browser tells and an admin needs. */
export function deviceOf(userAgent: string): string {
  const kinds: [RegExp, string][] = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android.*Mobile/, 'Android phone'],
    [/Android/, 'Android tablet'],
    [/CrOS/, 'Chromebook'],
    [/Windows/, 'Windows computer'],
    [/Macintosh/, 'Mac or iPad'],
    [/Linux/, 'Linux computer'],
  ];
  const browsers: [RegExp, string][] = [
    [/Edg/, 'Edge'],
    [/SamsungBrowser/, 'Samsung Internet'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ];
  const of = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [of(kinds) ?? 'Device', of(browsers)].filter(Boolean).join(', ');
}

const finding = (
  code: ReachFinding['code'],
  state: HealthState,
  title: string,
  remedy: string | null = null,
  values: ReachFinding['values'] = {},
): ReachFinding => ({ code, state, title, remedy, values });

/** One finding for each thing that was tried, in the order in which they matter. */
export function judgeReach(measures: ReachMeasures, offered: Offered, system: PhoneSystem): ReachFinding[] {
  return [
    judgeAddress(measures, offered),
    judgeName(measures, offered, system),
    judgeAnswers(measures),
    judgeSpeed(measures),
    judgeClock(measures),
    judgeHttps(measures, offered),
    judgeBrowser(measures),
  ].filter(one => one !== null);
}

/** The worst of them. */
export function verdictOf(findings: readonly ReachFinding[]): HealthState {
  if (findings.some(({ state }) => state === 'failing')) return 'failing';
  return findings.some(({ state }) => state === 'warning') ? 'warning' : 'ok';
}

function judgeAddress({ address_ok }: ReachMeasures, { address }: Offered): ReachFinding {
  const values = { address };
  if (address_ok) return finding('address-works', 'ok', `The address ${address} works.`, null, values);
  return finding(
    'address-fails',
    'failing',
    `The address ${address} does not work on this phone.`,
    'The phone is in another network than this computer: connect it to the same Wi-Fi. In a guest Wi-Fi devices often cannot see each other; ask for the usual one.',
    values,
  );
}

function judgeName({ name_ok }: ReachMeasures, { name, address }: Offered, system: PhoneSystem): ReachFinding {
  if (name === null || name_ok === null)
    return finding('name-off', 'ok', 'No short name is told to the network, so none was tried.');
  const values = { name, address };
  if (name_ok) return finding('name-works', 'ok', `The name ${name} works.`, null, values);
  if (system === 'android')
    return finding(
      'name-fails-android',
      'warning',
      `The name ${name} does not work on this phone.`,
      `Android before version 12 does not know names that end in .local. Use the address ${address}, or the QR code.`,
      values,
    );
  return finding(
    'name-fails',
    'warning',
    `The name ${name} does not work on this device.`,
    `Some networks do not pass such names on between devices. Use the address ${address}, or the QR code.`,
    values,
  );
}

function judgeAnswers({ latency_ms }: ReachMeasures): ReachFinding | null {
  if (latency_ms === null) return null;
  const values = { ms: Math.max(1, Math.round(latency_ms)) };
  if (latency_ms <= SLOW_ANSWER_MS)
    return finding('answers-fast', 'ok', `Answers take ${values.ms} milliseconds.`, null, values);
  return finding(
    'answers-slow',
    'warning',
    `Answers take ${values.ms} milliseconds, which people notice.`,
    'The Wi-Fi is weak here or very busy. Go nearer to the access point, or put another one in this room.',
    values,
  );
}

function judgeSpeed({ download_bps, upload_bps }: ReachMeasures): ReachFinding | null {
  if (download_bps === null) return null;
  const mbit = (bits: number) => Math.round(bits / 100_000) / 10;
  const values = { down: mbit(download_bps), up: upload_bps === null ? 0 : mbit(upload_bps) };
  if (download_bps >= LOW_SPEED_BPS)
    return finding('speed-good', 'ok', `${values.down} Mbit/s down, ${values.up} up: enough for video.`, null, values);
  return finding(
    'speed-low',
    'warning',
    `${values.down} Mbit/s down, ${values.up} up: too little for video.`,
    'Lessons with text work. For video go nearer to the access point, or use the faster of its two bands (5 GHz).',
    values,
  );
}

function judgeClock({ clock_ms }: ReachMeasures): ReachFinding | null {
  if (clock_ms === null) return null;
  const seconds = Math.round(Math.abs(clock_ms) / 1000);
  if (Math.abs(clock_ms) <= WRONG_CLOCK_MS)
    return finding('clock-right', 'ok', 'The clocks of phone and academy agree.', null, { seconds });
  const minutes = Math.round(seconds / 60);
  return finding(
    'clock-wrong',
    'warning',
    `The clock of the phone is ${minutes} min ${clock_ms > 0 ? 'ahead of' : 'behind'} the one of this computer.`,
    'One of the two is wrong. Let the phone set its time by itself, and look at the clock of this computer too: exams and sign-in codes depend on it.',
    { minutes, seconds, direction: clock_ms > 0 ? 'ahead' : 'behind' },
  );
}

function judgeHttps({ https_ok }: ReachMeasures, { https }: Offered): ReachFinding {
  if (!https || https_ok === null)
    return finding('https-off', 'ok', 'Connections are not encrypted. Everything essential works without.');
  if (https_ok) return finding('https-trusted', 'ok', 'The encrypted connection is trusted.');
  return finding(
    'https-untrusted',
    'warning',
    'The encrypted connection is not trusted on this phone.',
    'Install the certificate of this academy on the phone; the page “Trust this academy” says how. Until then use the address without https.',
  );
}

function judgeBrowser({ lacks, storage }: ReachMeasures): ReachFinding {
  const values = { lacks: lacks.join(', ') };
  if (lacks.length > 0)
    return finding(
      'browser-old',
      'failing',
      'This browser is too old for the academy.',
      'Update it, or install a current Chrome, Firefox, Edge or Safari (from 2023 on).',
      values,
    );
  if (!storage)
    return finding(
      'browser-blocks-storage',
      'warning',
      'This browser keeps nothing, so that nobody stays signed in.',
      'Leave the private window, or allow cookies for this address.',
    );
  return finding('browser-fits', 'ok', 'The browser has all that the academy needs.');
}
