/** Captions as browsers read them; pure. */

/** SubRip text as WebVTT: the header, and points instead of commas in times (https://www.w3.org/TR/webvtt1/). */
export function webVttOf(subrip: string): string {
  const lines = subrip
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim();
  const timed = lines.replace(/^(\d{1,2}:\d\d:\d\d)[,.](\d{1,3})(\s*-->\s*)(\d{1,2}:\d\d:\d\d)[,.](\d{1,3})/gm, cue);
  return `WEBVTT\n\n${timed}\n`;
}

function cue(_all: string, from: string, fromMs: string, arrow: string, to: string, toMs: string): string {
  const time = (clock: string, ms: string) => `${clock.padStart(8, '0')}.${ms.padEnd(3, '0')}`;
  return `${time(from, fromMs)}${arrow}${time(to, toMs)}`;
}
