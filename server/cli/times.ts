import { misuse } from './command.ts';

/** An instant out of what was typed behind the option; what was left out stays so. */
export function timeOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms)
    ? misuse(`${option} must be a time like 2026-11-21T08:00, not “${text}”.`)
    : new Date(ms).toISOString();
}
