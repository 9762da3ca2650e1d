/** The flight recorder at work: a sample of every process and of the machine each five seconds, a row each minute. */
import { type Clock, DAY, MINUTE, SECOND } from '../platform/clock.ts';
import { percentileOf } from '../platform/http/timings.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Recorder } from './repository/recorder.ts';
import { type Figures, minuteOf, type Sample, type Slow } from './rules/minutes.ts';

const SAMPLE_MS = 5 * SECOND;

export interface RecordingDeps {
  recorder: Recorder;
  clock: Clock;
  log: Log;
  figures(): Promise<Figures>;
  vitals(): Promise<Sample['processes']>;
  /** What is measured once a minute. */
  slow(): Promise<Slow>;
}

/** Begins to record; answers how to end it. `onMinute` is called after each row. */
export function startRecording(deps: RecordingDeps, onMinute: () => void): { stop(): Promise<void> } {
  let samples: Sample[] = [];
  let minute = minuteAt(deps.clock);
  let stopping = false;
  let wake = () => {};
  const step = async () => {
    const now = minuteAt(deps.clock);
    const sample = { figures: await deps.figures(), processes: await deps.vitals() };
    samples.push(sample);
    if (now === minute) return;
    await record(deps, minute, samples);
    samples = [sample];
    minute = now;
    onMinute();
  };
  const loop = async () => {
    while (!stopping) {
      await step().catch((err: unknown) => deps.log.warn({ err }, 'a minute could not be recorded'));
      if (!stopping) await pause(SAMPLE_MS, resume => (wake = resume));
    }
  };
  const running = loop();
  return {
    async stop() {
      stopping = true;
      wake();
      await running;
    },
  };
}

const minuteAt = (clock: Clock) => Math.floor(clock.now() / MINUTE) * MINUTE;

function pause(ms: number, expose: (resume: () => void) => void): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    expose(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function record({ recorder, slow }: RecordingDeps, at: number, samples: readonly Sample[]): Promise<void> {
  const row = minuteOf(at, samples, await slow(), percentileOf);
  recorder.addMinutes([row]);
  if (row.disk_free !== null && row.disk_total !== null)
    recorder.addDay({ at: Math.floor(at / DAY) * DAY, disk_free: row.disk_free, disk_total: row.disk_total });
}
