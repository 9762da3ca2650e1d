/** How long people wait, as far as sizes tell. Pure; bytes and seconds. */

/** A mini PC's disk, read and written once, with hashing. */
const BYTES_A_SECOND = 80_000_000;
/** Starting processes, the trial, and people's own reloading. */
const ALWAYS_SECONDS = 20;

/** While nobody can work: the database is saved once more, switched and tried. */
export function pauseSeconds(databaseBytes: number): number {
  return Math.ceil(ALWAYS_SECONDS + (3 * databaseBytes) / BYTES_A_SECOND);
}

/** Everything: the backup is read and compared, what is there is saved. */
export function totalSeconds(bytes: number, databaseBytes: number): number {
  return Math.ceil(pauseSeconds(databaseBytes) + (2 * bytes) / BYTES_A_SECOND);
}

const WHEN = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** "Restore to Thursday 19 Nov, 03:11 UTC". */
export const titleOf = (madeAt: string) => `Restore to ${WHEN.format(new Date(madeAt)).replace(' at ', ', ')} UTC`;
