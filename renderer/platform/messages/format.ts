/** How the reader writes numbers, dates and amounts. Times are ISO-8601 UTC strings, epoch milliseconds or dates. */
export type Moment = string | number | Date;

export type Format = {
  locale: string;
  timeZone: string;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  /** 0.41 → "41 %". */
  percent: (share: number, digits?: number) => string;
  /** "20 November 2026" */
  date: (moment: Moment) => string;
  /** "20 Nov", with the year when it is not this one. */
  day: (moment: Moment, now?: Moment) => string;
  /** "14:03" */
  time: (moment: Moment) => string;
  /** "14:03:32", where every second counts. */
  timeWithSeconds: (moment: Moment) => string;
  /** "20 Nov, 14:03" */
  dateTime: (moment: Moment, now?: Moment) => string;
  /** Parts for a date tile: day of the month and short month. */
  tile: (moment: Moment) => { day: string; month: string };
  /** "12 min ago", "in 4 days", "yesterday" */
  relative: (moment: Moment, now: Moment) => string;
  /** The same for what has happened: a clock that is read now and then, or lags behind the server's, never says "in 3 sec". */
  ago: (moment: Moment, now: Moment) => string;
  /** Seconds → "2 min 40 s"; at most two units. h, min, s and d are international symbols and not translated. */
  duration: (seconds: number) => string;
  /** Seconds → "18:42", from an hour "1:02:07". */
  clock: (seconds: number) => string;
  /** Bytes → "1.31 GB", decimal units as on disks. */
  bytes: (bytes: number) => string;
  /** Minor units of a currency → "€12.50". */
  money: (minor: number, currency: string) => string;
  list: (items: readonly string[]) => string;
};

const asDate = (moment: Moment) => (moment instanceof Date ? moment : new Date(moment));

/** Seconds as "d h", "h min" or "min s": the two largest units, the smaller one left out when it is nothing. */
export function durationParts(seconds: number): [value: number, unit: string][] {
  const whole = Math.max(0, Math.round(seconds));
  const steps: [number, string][] = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
    [1, 's'],
  ];
  const first = steps.findIndex(([size]) => whole >= size);
  if (first === -1) return [[0, 's']];
  const [size, unit] = steps[first] as [number, string];
  const below = steps[first + 1];
  if (!below) return [[whole, unit]];
  // Round to the smaller unit first, so that 1 h 59 min 59 s reads 2 h and not 1 h 60 min.
  const rounded = Math.round(whole / below[0]) * below[0];
  if (first > 0 && rounded >= (steps[first - 1] as [number, string])[0])
    return [[1, (steps[first - 1] as [number, string])[1]]];
  const rest = Math.round((rounded % size) / below[0]);
  const main: [number, string] = [Math.floor(rounded / size), unit];
  return rest ? [main, [rest, below[1]]] : [main];
}

const relativeSteps: [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3600, 60, 'minute'],
  [86_400, 3600, 'hour'],
  [30 * 86_400, 86_400, 'day'],
  [365 * 86_400, 30 * 86_400, 'month'],
  [Number.POSITIVE_INFINITY, 365 * 86_400, 'year'],
];

function bytesOf(locale: string) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  return (bytes: number) => {
    const power = Math.min(units.length - 1, bytes >= 1000 ? Math.floor(Math.log10(bytes) / 3) : 0);
    const value = bytes / 1000 ** power;
    const digits = power === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${units[power]}`;
  };
}

function numbersOf(
  locale: string,
): Pick<Format, 'number' | 'percent' | 'bytes' | 'money' | 'list' | 'duration' | 'clock'> {
  const number: Format['number'] = (value, options) => new Intl.NumberFormat(locale, options).format(value);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    number,
    bytes: bytesOf(locale),
    // A no-break space before the sign, also where English would have none: house style of every picture.
    percent: (share, digits = 0) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits })
        .format(share)
        .replace(/\s?%$/, '\u00a0%'),
    money: (minor, currency) => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    },
    list: items => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    duration: seconds =>
      durationParts(seconds)
        .map(([value, unit]) => `${number(value)} ${unit}`)
        .join(' '),
    clock: seconds => {
      const whole = Math.max(0, Math.floor(seconds));
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      return hours
        ? `${hours}:${two(minutes)}:${two(whole % 60)}`
        : `${minutes > 0 ? two(minutes) : 0}:${two(whole % 60)}`;
    },
  };
}

/** Formats for a BCP 47 locale and an IANA time zone (the browser's when left out). */
export function createFormat(locale: string, timeZone: string | undefined): Format {
  const write = (moment: Moment, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(asDate(moment));
  const year = (moment: Moment) => write(moment, { year: 'numeric' });
  const short = (moment: Moment, now: Moment): Intl.DateTimeFormatOptions =>
    year(moment) === year(now)
      ? { day: 'numeric', month: 'short' }
      : { day: 'numeric', month: 'short', year: 'numeric' };
  // Two figures where the day has 24 hours, one where it has twice 12: 07:22, 7:22 PM.
  const { hour12 } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
  const clock: Intl.DateTimeFormatOptions = { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' };
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const relative = (moment: Moment, now: Moment) => {
    const seconds = (asDate(moment).getTime() - asDate(now).getTime()) / 1000;
    const step = relativeSteps.find(([limit]) => Math.abs(seconds) < limit);
    const [, size, unit] = step ?? [0, 1, 'second' as const];
    return distance.format(Math.trunc(seconds / size), unit);
  };
  return {
    locale,
    timeZone: timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...numbersOf(locale),
    date: moment => write(moment, { day: 'numeric', month: 'long', year: 'numeric' }),
    day: (moment, now = Date.now()) => write(moment, short(moment, now)),
    time: moment => write(moment, clock),
    timeWithSeconds: moment => write(moment, { ...clock, second: '2-digit' }),
    dateTime: (moment, now = Date.now()) => write(moment, { ...short(moment, now), ...clock }),
    tile: moment => ({ day: write(moment, { day: 'numeric' }), month: write(moment, { month: 'short' }) }),
    relative,
    ago: (moment, now) => relative(moment, asDate(moment) > asDate(now) ? moment : now),
  };
}
