/** Marks of the time line that the recorder finds out by itself: starts, ends without warning, crashes, new versions. */
import { type Clock, MINUTE } from '../platform/clock.ts';
import type { Recorder } from './repository/recorder.ts';
import type { Life } from './rules/service-findings.ts';

/** The run of the server that this recorder belongs to. */
interface Run {
  /** Start of the supervisor, or of this process where there is none. */
  started: string;
  version: string;
}

export interface RunDeps {
  recorder: Recorder;
  clock: Clock;
  version: string;
  /** The supervisor's view and when it began; null without one. */
  life(): Promise<(Life & { startedAt: string }) | null>;
}

/** At the start: what happened since the last minute that is written down. */
export async function noteStart({ recorder, clock, version, life }: RunDeps): Promise<void> {
  const now = clock.now();
  const started = (await life())?.startedAt ?? new Date(now).toISOString();
  const before = recorder.noted<Run>('run');
  const event = (at: number, code: string, values: Record<string, string | number>) =>
    recorder.addEvent({ at, code, values });
  if (before?.started === started) return event(now, 'workers-restarted', {});
  const alive = recorder.noted<number>('alive');
  const stopped = recorder.noted<number>('stopped');
  if (before && alive !== null && (stopped === null || stopped < alive))
    event(alive, 'server-ended', { minutes: Math.max(1, Math.round((now - alive) / MINUTE)) });
  if (before && before.version !== version) event(now, 'version-changed', { from: before.version, to: version });
  event(now, 'server-started', { version });
  recorder.note('run', { started, version } satisfies Run);
  recorder.note('alive', now);
}

/** Each minute: that the server lives, and whether a part of it crashed. */
export async function noteMinute({ recorder, clock, life }: RunDeps): Promise<void> {
  recorder.note('alive', clock.now());
  const crash = (await life())?.lastCrash;
  if (!crash || recorder.noted<string>('crash') === crash.at) return;
  recorder.addEvent({ at: Date.parse(crash.at), code: 'worker-crashed', values: { reason: crash.reason } });
  recorder.note('crash', crash.at);
}

/** At the end, when it is the server that ends and not only this process. */
export async function noteEnd({ recorder, clock, life }: RunDeps): Promise<void> {
  const seen = await life();
  if (seen && seen.state !== 'stopping') return;
  recorder.addEvent({ at: clock.now(), code: 'server-stopped', values: {} });
  recorder.note('stopped', clock.now());
}
