/** The process that keeps: records, checks each minute and each hour, tells what changed. */
import { type Clock, HOUR, instant } from '../platform/clock.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Alerts } from './alerts.ts';
import type { HealthNews } from './contract.ts';

import type { Keeper } from './keeper.ts';
import { type RecordingDeps, startRecording } from './recording.ts';
import type { Silences } from './repository/silences.ts';
import { reportOf } from './rules/report.ts';
import { noteEnd, noteMinute, noteStart, type RunDeps } from './runs.ts';
import { CHECK_NOW, STANDINGS, type Told } from './service.ts';

export interface WatchDeps extends RecordingDeps, RunDeps {
  hub: Pick<Hub, 'offer' | 'onSignal' | 'tell'>;
  keeper: Keeper;
  alerts: Alerts;
  silences: Silences;
  clock: Clock;
  log: Log;
}

export interface Watch {
  /** Answers the other processes, and checks when somebody asks for it. */
  serve(): void;
  /** Records and checks by itself. */
  start(): void;
  stop(): Promise<void>;
}

export function createWatch(deps: WatchDeps): Watch {
  const { hub, keeper, log, clock } = deps;
  let recording: { stop(): Promise<void> } | null = null;
  let lastFull = Number.NEGATIVE_INFINITY;
  let known = new Map<string, string>();
  // One round after the other: two at once would tell the same news twice.
  let queue: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((err: unknown) => log.error({ err }, 'the health could not be checked'));
    return queue;
  };
  const round = async (which: 'minute' | 'all', asked: boolean) => {
    if (which === 'all') lastFull = clock.now();
    const changed = await keeper.run(which, asked);
    known = await deps.silences.inForce(instant(clock.now())).catch(() => known);
    const news = await deps.alerts.tell(keeper, new Set(known.keys()));
    if (changed || asked || news.length > 0) announce(news);
  };
  const announce = (news: HealthNews[]) =>
    hub.tell('staff', 'health.changed', { state: reportOf(keeper.standings(), known, null).state, news });
  const minute = async () => {
    await noteMinute(deps).catch((err: unknown) => log.warn({ err }, 'the flight recorder cannot be written'));
    const since = clock.now() - lastFull;
    await round(since >= HOUR || since < 0 ? 'all' : 'minute', false);
  };
  return {
    serve() {
      hub.offer(STANDINGS, (): Told => ({ standings: keeper.standings(), running: keeper.running() }));
      hub.onSignal(CHECK_NOW, () => {
        if (keeper.running() === null) void inTurn(() => round('all', true));
      });
    },
    start() {
      void inTurn(async () => {
        await noteStart(deps).catch((err: unknown) => log.warn({ err }, 'the flight recorder cannot be written'));
        await round('all', false);
      });
      recording = startRecording(deps, () => void inTurn(minute));
    },
    async stop() {
      if (!recording) return;
      await recording.stop();
      await queue;
      await noteEnd(deps).catch((err: unknown) => log.warn({ err }, 'the flight recorder cannot be written'));
    },
  };
}
