/** Captions as text. Pure. */
export interface Cue {
  /** Seconds. */
  start: number;
  end: number;
  text: string;
}

const TIME = /^(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})$/;
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': ' ',
  '&lrm;': '',
  '&rlm;': '',
};

/**
 * Cues of a WebVTT file (and of SubRip, which differs by a comma), in order. What is no cue is left out: a transcript
 * with a hole is better than none. Source: https://www.w3.org/TR/webvtt1/, section 4.
 */
export function parseCaptions(file: string): Cue[] {
  return file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap(cueOf)
    .sort((one, other) => one.start - other.start);
}

function cueOf(block: string): Cue[] {
  const lines = block.split('\n');
  const timing = lines.findIndex(line => line.includes('-->'));
  if (timing === -1) return [];
  const [from = '', to = ''] = (lines[timing] ?? '').split('-->');
  const start = secondsOf(from.trim());
  const end = secondsOf(to.trim().split(/\s/)[0] ?? '');
  const text = plain(lines.slice(timing + 1).join(' '));
  return start === null || end === null || text === '' ? [] : [{ start, end, text }];
}

function secondsOf(time: string): number | null {
  const match = TIME.exec(time);
  if (!match) return null;
  const [, hours = '0', minutes, seconds, thousandths = ''] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths.padEnd(3, '0')) / 1000;
}

const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/&\w+;/g, entity => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();

/** The cue that is heard at a time, or was heard last; -1 before the first. */
export function cueAt(cues: readonly Cue[], seconds: number): number {
  return cues.findLastIndex(({ start }) => start <= seconds);
}

/** Cues that contain the words, whatever their case and accents; all for an empty search. */
export function cuesWith(cues: readonly Cue[], words: string): Cue[] {
  const wanted = folded(words.trim());
  return wanted === '' ? [...cues] : cues.filter(({ text }) => folded(text).includes(wanted));
}

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
