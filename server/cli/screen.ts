/** Where a command speaks: answers on standard output, everything else on standard error. */
export interface Screen {
  /** A message for people. */
  say(sentence: string): void;
  /** A line of the answer, at once; not with `--json`. */
  print(line: string): void;
  /** How far it is, 0 to 1. Shown as one line that rewrites itself, where somebody is looking. */
  progress(fraction: number, note?: string): void;
  /** Takes the line of progress away. */
  rest(): void;
}

interface Stream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

interface ScreenParts {
  out: Stream;
  err: Stream;
  /** Milliseconds that only grow. */
  now(): number;
}

const BAR = 24;

export function createScreen({ out, err, now }: ScreenParts): Screen {
  let begun: number | null = null;
  let drawn = false;
  const rest = () => {
    if (drawn) err.write('\r\u001B[K');
    drawn = false;
  };
  return {
    rest,
    say(sentence) {
      rest();
      err.write(`${sentence}\n`);
    },
    print(line) {
      rest();
      out.write(`${line}\n`);
    },
    progress(fraction, note = '') {
      if (!err.isTTY) return;
      begun ??= now();
      err.write(`\r\u001B[K${progressLine(fraction, note, now() - begun).slice(0, (err.columns ?? 80) - 1)}`);
      drawn = true;
    },
  };
}

/** `████████░░░░  33 %  2 min 40 s left  Copying the films`. */
export function progressLine(fraction: number, note: string, elapsedMs: number): string {
  const full = Math.round(Math.min(1, Math.max(0, fraction)) * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  const left = secondsLeft(fraction, elapsedMs);
  const parts = [
    bar,
    `${String(Math.floor(fraction * 100)).padStart(3)} %`,
    left === null ? '' : `${span(left)} left`,
    note,
  ];
  return parts.filter(part => part !== '').join('  ');
}

/** From how long it took so far; null while that says nothing yet. */
function secondsLeft(fraction: number, elapsedMs: number): number | null {
  if (elapsedMs < 2000 || fraction < 0.02 || fraction >= 1) return null;
  return Math.ceil((elapsedMs * (1 - fraction)) / fraction / 1000);
}

/** `45 s`, `2 min 40 s`, `1 h 5 min`. */
export function span(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
