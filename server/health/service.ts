/** What people do with the health of the academy: read it, check now, keep quiet for a while, say who is told. */
import { cpus, totalmem } from 'node:os';
import { type Clock, DAY, HOUR, instant, MINUTE } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { diskSpace } from '../platform/disk-space.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Check } from '../platform/health/contract.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import { type Settings, shown } from '../platform/settings/settings.ts';
import { postingOf } from './alerts.ts';
import type { Advice, AlertSettings, HealthReport, Recording, ShownAlertSettings } from './contract.ts';
import { found, standingOf } from './keeper.ts';
import { memoryShare } from './machine/figures.ts';
import type { DatabaseFacts } from './repository/facts.ts';
import type { Recorder } from './repository/recorder.ts';
import type { Silences } from './repository/silences.ts';
import { adviceFor } from './rules/advice.ts';
import { gaugesOf } from './rules/gauges.ts';
import { payloadOf } from './rules/messages.ts';
import { points } from './rules/minutes.ts';
import { reportOf, type Unsilenced } from './rules/report.ts';
import { judged } from './rules/standing.ts';
import { spellsIn, toldEvent } from './rules/stories.ts';
import { alertSettings } from './settings.ts';
import { post } from './webhook.ts';

export interface HealthServiceDeps {
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
  hub: Pick<Hub, 'ask' | 'signal' | 'tell'>;
  silences: Silences;
  recorder: Recorder;
  facts: DatabaseFacts;
  checks: readonly Check[];
  dataFolder: string;
  ownBytes(): Promise<number>;
  mailReady(): Promise<boolean>;
  sendTestMail(actor: Actor): Promise<void>;
  academyName(): Promise<string>;
}

/** What the keeping process answers the others. */
export const STANDINGS = 'health.standings';
/** Asks the keeping process to check everything now. */
export const CHECK_NOW = 'health.check';
export interface Told {
  standings: Unsilenced[];
  running: HealthReport['running'];
}

export type HealthService = ReturnType<typeof createHealthService>;

export function createHealthService(deps: HealthServiceDeps) {
  const { work, clock, settings, hub, silences, recorder, log } = deps;
  const report = () => readReport(deps);
  const requireKnown = (name: string) => {
    if (!deps.checks.some(check => check.name === name)) refuse('NOT_FOUND', 'There is no check of this name.');
  };
  const shownAlerts = async (): Promise<ShownAlertSettings> => {
    const values = await settings.read(alertSettings);
    return { ...shown(alertSettings, values), mail_ready: await deps.mailReady() };
  };
  return {
    report,
    checkNow() {
      hub.signal(CHECK_NOW);
      return { started: true };
    },
    async silence(name: string, days: number, actor: Actor) {
      requireKnown(name);
      const until = instant(clock.now() + days * DAY);
      await work.run(async ({ tx, record }) => {
        const created_at = instant(clock.now());
        await silences.put(tx, { check_name: name, until, user_id: actor.userId, created_at });
        await record({ userId: actor.userId, action: 'health.silence', resourceType: 'health', resourceId: null });
      });
      hub.tell('staff', 'health.changed', { state: (await report()).state, news: [] });
      return { silenced_until: until };
    },
    async listen(name: string, actor: Actor) {
      requireKnown(name);
      await work.run(async ({ tx, record }) => {
        await silences.remove(tx, name);
        await record({ userId: actor.userId, action: 'health.listen', resourceType: 'health', resourceId: null });
      });
      hub.tell('staff', 'health.changed', { state: (await report()).state, news: [] });
      return {};
    },
    recording: (hours: number) => readRecording(recorder, clock.now(), hours),
    advice: () => readAdvice(deps),
    alerts: shownAlerts,
    async changeAlerts(change: { [K in keyof AlertSettings]?: AlertSettings[K] | undefined }, actor: Actor) {
      await work.run(async ({ tx, record }) => {
        const details = await settings.write(tx, alertSettings, change, instant(clock.now()));
        const { webhook, webhook_url: url } = await settings.read(alertSettings, tx);
        if (webhook && url === '')
          refuse('VALIDATION_ERROR', 'Write the address of the webhook, or switch it off.', { field: 'webhook_url' });
        await record({
          userId: actor.userId,
          action: 'alerts.update',
          resourceType: 'settings',
          resourceId: null,
          details,
        });
      });
      return shownAlerts();
    },
    /** Never refuses because of the other side: what it said is the answer. */
    async testAlert(channel: 'mail' | 'webhook', actor: Actor) {
      try {
        await (channel === 'mail' ? deps.sendTestMail(actor) : testWebhook(deps));
        return { delivered: true, detail: channel === 'mail' ? 'The mail is on its way.' : 'It was received.' };
      } catch (error) {
        log.info({ err: error, channel }, 'a test alert failed');
        return { delivered: false, detail: (error as Error).message };
      }
    },
  };
}

async function readReport({ hub, silences, recorder, clock }: HealthServiceDeps): Promise<HealthReport> {
  const [answers, silenced] = await Promise.all([
    hub.ask<Told>(STANDINGS),
    silences.inForce(instant(clock.now())).catch(() => new Map<string, string>()),
  ]);
  // While the processes are replaced two may keep; the one that knows the newest is right.
  const [told] = answers.toSorted((a, b) => newest(b).localeCompare(newest(a)));
  if (told) return reportOf(told.standings, silenced, told.running);
  const kept = [...recorder.kept().values()].map(({ standing }) => standing);
  return reportOf(kept, silenced, null);
}

const newest = ({ standings }: Told) =>
  standings
    .map(one => one.checked_at)
    .toSorted()
    .at(-1) ?? '';

/** Points of the recording: every minute of an hour, fewer of more. */
const MOST_POINTS = 144;

function readRecording(recorder: Recorder, now: number, hours: number): Recording {
  const from = now - hours * HOUR;
  const minutes = recorder.minutes(from, now);
  const step = Math.max(1, Math.ceil((hours * 60) / MOST_POINTS));
  const newestMinute = minutes.at(-1);
  const isNow = newestMinute !== undefined && now - newestMinute.at < 5 * MINUTE;
  const events = [...spellsIn(minutes), ...recorder.events(from, now).map(event => toldEvent(event))];
  return {
    from: instant(from),
    to: instant(now),
    step_minutes: step,
    points: points(minutes, step).map(({ processes: _, ...point }) => point),
    gauges: gaugesOf(isNow ? newestMinute : undefined, cpus().length),
    processes: newestMinute?.processes ?? [],
    events: events.toSorted((a, b) => b.at.localeCompare(a.at)),
  };
}

async function readAdvice({ recorder, clock, facts, dataFolder, ownBytes }: HealthServiceDeps): Promise<Advice> {
  const now = clock.now();
  const minutes = recorder.minutes(now - 3 * DAY, now);
  const most = (values: readonly number[]) => Math.max(0, ...values);
  const requests = minutes.reduce((sum, minute) => sum + minute.requests, 0);
  const slow = minutes
    .flatMap(minute => (minute.answer_p95 === null ? [] : [minute.answer_p95]))
    .toSorted((a, b) => a - b);
  const [users, storedBytes, disk] = await Promise.all([facts.users(), ownBytes(), diskSpace(dataFolder)]);
  return adviceFor({
    users,
    storedBytes,
    peakPeople: most(minutes.map(minute => minute.connections)),
    requests,
    cpuSeconds: minutes.reduce((sum, minute) => sum + minute.cpu_seconds, 0),
    peakRequests: most(minutes.map(minute => minute.requests)),
    answerP95: slow[Math.floor(slow.length * 0.95)] ?? null,
    cores: cpus().length,
    memoryBytes: totalmem(),
    memoryShare: memoryShare(),
    diskFree: disk.free,
    engine: facts.engine,
  });
}

async function testWebhook({ settings, clock, academyName }: HealthServiceDeps): Promise<void> {
  const chosen = await settings.read(alertSettings);
  if (chosen.webhook_url === '') throw new Error('Write the address of the webhook first, and save.');
  const now = clock.now();
  const finding = {
    state: 'ok' as const,
    code: 'test',
    values: {},
    title: 'This is a test.',
    detail: 'Alerts of the academy arrive here.',
    remedy: null,
  };
  const items = [{ kind: 'begun' as const, check: 'test', finding, since: now }];
  await post(postingOf(chosen, payloadOf(items, await academyName(), now), now));
}

/** Runs every check in this process and answers them all; for the command line, also without a server. */
export async function doctor({
  checks,
  clock,
  silences,
}: Pick<HealthServiceDeps, 'checks' | 'clock' | 'silences'>): Promise<HealthReport> {
  const standings: Unsilenced[] = [];
  for (const check of checks) {
    const finding = await found(check);
    standings.push(standingOf({ check, told: null, judged: judged(undefined, finding, clock.now(), true) }));
  }
  const silenced = await silences.inForce(instant(clock.now())).catch(() => new Map<string, string>());
  return reportOf(standings, silenced, null);
}
