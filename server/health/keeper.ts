/** Runs the checks and remembers what they said. One process keeps; the others ask it. */
import { type Clock, instant, SECOND } from '../platform/clock.ts';
import type { Check, Finding } from '../platform/health/contract.ts';
import type { Log } from '../platform/logging/log.ts';
import type { HealthReport } from './contract.ts';
import type { Kept, Recorder } from './repository/recorder.ts';
import type { Unsilenced } from './rules/report.ts';
import { type Judged, judged, unanswered } from './rules/standing.ts';
import type { Told } from './rules/alerts.ts';

const PATIENCE_MS = 10 * SECOND;
const AT_ONCE = 3;

export interface Entry {
  check: Check;
  judged: Judged;
  told: Told | null;
}

export interface Keeper {
  /** Runs these checks; `asked` when a person waits for it. Answers whether anything changed. */
  run(which: 'minute' | 'all', asked: boolean): Promise<boolean>;
  standings(): Unsilenced[];
  running(): HealthReport['running'];
  entries(): readonly Entry[];
  remember(name: string, told: Told | null): void;
}

export interface KeeperDeps {
  checks: readonly Check[];
  recorder: Recorder;
  clock: Clock;
  log: Log;
}

export function createKeeper({ checks, recorder, clock, log }: KeeperDeps): Keeper {
  const entries = restored(checks, recorder, log);
  let running: HealthReport['running'] = null;

  const take = (check: Check, finding: Finding, asked: boolean): boolean => {
    const before = entries.get(check.name);
    const next = judged(before?.judged, finding, clock.now(), asked);
    const entry = { check, judged: next, told: before?.told ?? null };
    entries.set(check.name, entry);
    write(entry);
    const changed =
      before?.judged.finding.code !== next.finding.code || before.judged.finding.state !== next.finding.state;
    if (changed) tellStory(before?.judged.finding, next.finding);
    return changed;
  };
  const tellStory = (before: Finding | undefined, now: Finding) => {
    if (now.state !== 'ok' && (before === undefined || before.state === 'ok')) write(event('issue-begun', now));
    if (now.state === 'ok' && before !== undefined && before.state !== 'ok') write(event('issue-over', before));
  };
  /** With what screens need to say it in another language. */
  const event = (code: string, { title, code: finding, values }: Finding) => ({
    at: clock.now(),
    code,
    values: { ...values, title, finding },
  });
  // On a full disk nothing can be written down; the keeper then knows it by heart.
  const write = (what: Entry | Parameters<Recorder['addEvent']>[0]) => {
    try {
      if ('check' in what) recorder.keep(what.check.name, keptOf(what));
      else recorder.addEvent(what);
    } catch (error) {
      log.warn({ err: error }, 'the flight recorder cannot be written');
    }
  };

  /** What is not well is looked at as often as can be: who did what the remedy says is not told for an hour that it is still to be done. */
  const isDueEachMinute = ({ name, every }: Check) =>
    every === 'minute' || (entries.get(name)?.judged.finding.state ?? 'ok') !== 'ok';

  return {
    async run(which, asked) {
      const due = which === 'all' ? checks : checks.filter(isDueEachMinute);
      const progress = { done: 0, total: due.length };
      if (which === 'all') running = progress;
      const waiting = [...due];
      let changed = false;
      const work = async () => {
        for (let check = waiting.shift(); check; check = waiting.shift()) {
          changed = take(check, await found(check), asked) || changed;
          progress.done++;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      if (running === progress) running = null;
      return changed;
    },
    standings: () => [...entries.values()].map(standingOf),
    running: () => running,
    entries: () => [...entries.values()],
    remember(name, told) {
      const entry = entries.get(name);
      if (!entry) return;
      entry.told = told;
      write(entry);
    },
  };
}

/** What the check says; one that throws or takes too long is an issue itself. */
export async function found(check: Check): Promise<Finding> {
  const patience = check.timeoutMs ?? PATIENCE_MS;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${patience / SECOND} seconds`)), patience);
  try {
    return await Promise.race([check.run(), late]);
  } catch (error) {
    return unanswered(check.title, (error as Error).message);
  } finally {
    clearTimeout(timer);
  }
}

export function standingOf({ check, judged: { finding, since, checkedAt, comesAndGoes } }: Entry): Unsilenced {
  return {
    name: check.name,
    title: check.title,
    room: check.room ?? 'health',
    finding,
    since: instant(since),
    checked_at: instant(checkedAt),
    comes_and_goes: comesAndGoes,
  };
}

const keptOf = (entry: Entry): Kept => ({
  standing: standingOf(entry),
  history: entry.judged.history,
  told: entry.told,
});

/** What was known before the last restart, of the checks that still exist. */
function restored(checks: readonly Check[], recorder: Recorder, log: Log): Map<string, Entry> {
  try {
    recorder.forgetOthers(checks.map(check => check.name));
    const kept = recorder.kept();
    return new Map(
      checks.flatMap(check => {
        const known = kept.get(check.name);
        return known ? [[check.name, entryOf(check, known)] as const] : [];
      }),
    );
  } catch (error) {
    log.warn({ err: error }, 'the flight recorder cannot be read');
    return new Map();
  }
}

const entryOf = (check: Check, { standing, history, told }: Kept): Entry => ({
  check,
  told,
  judged: {
    finding: standing.finding,
    since: Date.parse(standing.since),
    checkedAt: Date.parse(standing.checked_at),
    comesAndGoes: standing.comes_and_goes,
    history,
  },
});
