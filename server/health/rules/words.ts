/** How figures are said in English sentences, and how findings are put together. */
import type { Finding, Remedy } from '../../platform/health/contract.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** 1310000000 → "1.31 GB", decimal units as on disks. */
export function bytes(value: number): string {
  const power = value >= 1000 ? Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3)) : 0;
  const scaled = value / 1000 ** power;
  const digits = power === 0 || scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2;
  return `${Number(scaled.toFixed(digits))} ${UNITS[power]}`;
}

/** 0.41 → "41 %". */
export const percent = (share: number) => `${Math.round(share * 100)} %`;

/** 84.2 → "84 ms", 1240 → "1.2 s". */
export const milliseconds = (ms: number) =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;

export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Days → "9 days", "5 weeks", "14 months", "3 years". */
export function span(days: number): string {
  if (days < 14) return counted(Math.max(0, Math.round(days)), 'day');
  if (days < 60) return counted(Math.round(days / 7), 'week');
  if (days < 730) return counted(Math.round(days / 30.4), 'month');
  return counted(Math.round(days / 365), 'year');
}

/** Milliseconds → "4 minutes", "3 hours", "2 days". */
export function lasting(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return counted(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.round(hours / 24), 'day');
}

type Values = Finding['values'];

/** All is well with this; the sentence says what was seen. */
export const fine = (code: string, title: string, values: Values = {}): Finding => ({
  state: 'ok',
  code,
  values,
  title,
  detail: '',
  remedy: null,
});

interface Words {
  title: string;
  /** What it means for people. */
  detail: string;
  remedy: Remedy;
  values?: Values;
}
const issue =
  (state: 'warning' | 'failing') =>
  (code: string, { values = {}, ...words }: Words): Finding => ({ state, code, values, ...words });
/** Something to see to in the next days. */
export const warning = issue('warning');
/** Something that people suffer from, or soon will. */
export const failing = issue('failing');

/** Only words help. */
export const byHand = (label: string, text: string): Remedy => ({ text, label, action: { kind: 'none' } });
/** A page of the console where it is mended. */
export const atPage = (path: string, label: string, text: string): Remedy => ({
  text,
  label,
  action: { kind: 'page', path },
});
/** One click mends it. */
export const byCall = (path: string, label: string, text: string): Remedy => ({
  text,
  label,
  action: { kind: 'call', method: 'POST', path },
});
