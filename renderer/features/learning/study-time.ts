import type { Format } from '../../platform/messages/index.ts';

const DAY = 24 * 60;

/** Minutes of study in words: "1 h 41 min". Hours even beyond a day, since nobody studies for "1 d 6 h". */
export function studyTime(format: Pick<Format, 'duration' | 'number'>, minutes: number): string {
  return minutes < DAY ? format.duration(minutes * 60) : `${format.number(Math.round(minutes / 60))} h`;
}
