/** Tells people what the keeper found: by notification, by mail and to a webhook. */
import type { Clock } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { AlertSettings, HealthNews } from './contract.ts';

import type { Entry, Keeper } from './keeper.ts';
import { newsOf, toldAfter } from './rules/alerts.ts';
import { detailOf, headline, type Item, type Letter, letterOf, payloadOf } from './rules/messages.ts';
import { alertSettings } from './settings.ts';
import { type Posting, post } from './webhook.ts';

export interface AlertDeps {
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
  academyName(): Promise<string>;
  /** Puts a mail to one address into the outbox, in the caller's transaction. */
  sendMail(unit: Unit, letter: Letter & { to: string }): Promise<void>;
  /** Mail can be sent at all. */
  mailReady(): Promise<boolean>;
}

const LAST_KNOWN: AlertSettings = {
  desktop: true,
  least: 'warning',
  mail: false,
  mail_to: [],
  webhook: false,
  webhook_url: '',
  webhook_secret: '',
  ups_server: 'localhost',
};

export type Alerts = ReturnType<typeof createAlerts>;

export function createAlerts(deps: AlertDeps) {
  const { clock, log, settings } = deps;
  let known = LAST_KNOWN;
  let lastMessage: number | null = null;
  const current = async (): Promise<AlertSettings> => {
    // Who is to be told that the database is away stands in the database: what it said last counts meanwhile.
    known = await settings.read(alertSettings).catch(() => known);
    return known;
  };
  return {
    current,
    /** Tells what has to be told now. Answers it for the notification; nothing most of the time. */
    async tell(keeper: Pick<Keeper, 'entries' | 'remember'>, silenced: ReadonlySet<string>): Promise<HealthNews[]> {
      const now = clock.now();
      const chosen = await current();
      const entries = keeper.entries();
      const news = newsOf(
        entries.map(entry => watchedOf(entry, silenced)),
        chosen.least,
        lastMessage,
        now,
      );
      const items = news.flatMap(({ name, kind }) => itemFor(entries, name, kind));
      if (items.length === 0) return [];
      await deliver(deps, items, chosen).catch((err: unknown) => log.error({ err }, 'an alert could not be sent'));
      lastMessage = now;
      for (const { check, kind, finding } of items)
        keeper.remember(check, toldAfter(kind, finding.state, finding.title, now));
      return items.map(item => ({
        kind: item.kind,
        check: item.check,
        title: headline(item),
        detail: detailOf(item, now),
      }));
    },
  };
}

const watchedOf = ({ check, judged, told }: Entry, silenced: ReadonlySet<string>) => ({
  name: check.name,
  state: judged.finding.state,
  since: judged.since,
  silenced: silenced.has(check.name),
  told,
});

function itemFor(entries: readonly Entry[], name: string, kind: Item['kind']): Item[] {
  const entry = entries.find(one => one.check.name === name);
  if (!entry) return [];
  const { finding, since } = entry.judged;
  // What is over is told by the words in which it began.
  const title = kind === 'over' ? (entry.told?.title ?? finding.title) : finding.title;
  return [{ kind, check: name, since, finding: { ...finding, title } }];
}

async function deliver(deps: AlertDeps, items: readonly Item[], chosen: AlertSettings): Promise<void> {
  const now = deps.clock.now();
  const academy = await deps.academyName().catch(() => 'Lyceum');
  const body = payloadOf(items, academy, now);
  const byMail = chosen.mail && (await deps.mailReady().catch(() => false));
  const toHook = chosen.webhook && chosen.webhook_url !== '';
  try {
    await deps.work.run(async unit => {
      if (toHook) await unit.enqueue('health.webhook', { body });
      if (byMail) for (const to of chosen.mail_to) await deps.sendMail(unit, { ...letterOf(items, now), to });
    });
  } catch (error) {
    if (!toHook) throw error;
    // Without its database the academy cannot queue anything; this much it can still say.
    await post(postingOf(chosen, body, now));
  }
}

export const postingOf = (
  { webhook_url: url, webhook_secret: secret }: AlertSettings,
  body: string,
  at: number,
): Posting => ({
  url,
  secret,
  body,
  at,
});
