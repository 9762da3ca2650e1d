/** Sending one message of the outbox, in the jobs process: at least once, never lost, at the pace the mail server allows. */
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, HOUR, instant, MINUTE, SECOND } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Work } from '../platform/db/work.ts';
import { type JobContext, Later } from '../platform/jobs/runner.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { MailSettings } from './contract.ts';
import { canSend, isAboutMessage, isFinal, pauseBefore, waitForRate } from './delivery-rules.ts';
import { openContent } from './outbox.ts';
import type { MailRepository, MessageRow } from './repository.ts';
import { mailSettings } from './settings.ts';
import { type Attempt, type Letter, openWay, type Way } from './smtp.ts';

export interface DeliveryDeps {
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
  sealing: Sealing;
  mail: MailRepository;
  siteName: () => Promise<string>;
  logo: () => Promise<Buffer | null>;
  openWay?: typeof openWay;
}

/** The connection that is kept, with what is known of it. */
interface Known {
  key: string;
  way: Way;
  /** When messages went out, oldest first, milliseconds. */
  sent: number[];
  /** The mail server cannot be reached: not tried before then. */
  resting: number;
}

/** A connection nobody used for this long is closed. */
const IDLE_MS = 30 * SECOND;
const SWITCHED_OFF_MS = HOUR;

export interface Delivery {
  deliver(id: number, context: Pick<JobContext, 'signal'>): Promise<void>;
  close(): void;
}

export function createDelivery(deps: DeliveryDeps): Delivery {
  const { clock, settings, mail, openWay: open = openWay } = deps;
  let known: Known | null = null;
  let idle: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(idle);
    known?.way.close();
    known = null;
  };
  const wayFor = (values: MailSettings): Known => {
    const key = JSON.stringify(values);
    if (known?.key !== key) {
      close();
      known = { key, way: open(values), sent: [], resting: 0 };
    }
    clearTimeout(idle);
    // The pool opens a new connection by itself when there is a message again.
    idle = setTimeout(close, IDLE_MS).unref();
    return known;
  };
  return {
    close,
    async deliver(id, { signal }) {
      const row = await mail.read(id);
      if (!row || (row.state !== 'queued' && row.state !== 'sending')) return;
      const values = await settings.read(mailSettings);
      if (!canSend(values)) await postpone(deps, row, clock.now() + SWITCHED_OFF_MS, 'Mail is switched off.');
      const isTest = row.template === 'test';
      const connection = wayFor(values);
      if (!isTest && connection.resting > clock.now())
        await postpone(deps, row, connection.resting, 'The mail server could not be reached.');
      const wait = waitForRate(connection.sent, values.per_minute, clock.now());
      if (wait > 0) await pause(wait, undefined, { signal });
      if (!(await begin(deps, row))) return;
      const attempt = await attemptOf(deps, row, values, connection, isTest);
      if (attempt.outcome === 'accepted') connection.sent = [...connection.sent, clock.now()].slice(-values.per_minute);
      await settle(deps, row, attempt, connection);
    },
  };
}

/** Tells the others that it is being sent; false when somebody cancelled it meanwhile. */
function begin({ work, mail }: DeliveryDeps, row: MessageRow): Promise<boolean> {
  return work.run(({ tx }) =>
    mail.change(tx, row.id, ['queued', 'sending'], { state: 'sending', attempts: row.attempts + 1 }),
  );
}

async function attemptOf(
  deps: DeliveryDeps,
  row: MessageRow,
  values: MailSettings,
  { way }: Known,
  isTest: boolean,
): Promise<Attempt> {
  const letter = await letterOf(deps, row, values).catch((error: unknown) => (error as Error).message);
  if (typeof letter === 'string') return { outcome: 'unreadable', answer: letter, transcript: null };
  if (!isTest) return way.send(letter);
  // A connection of its own, whose conversation is kept.
  const talking = (deps.openWay ?? openWay)(values, { talk: true });
  try {
    return await talking.send(letter);
  } finally {
    talking.close();
  }
}

async function letterOf(deps: DeliveryDeps, row: MessageRow, values: MailSettings): Promise<Letter> {
  const { text, html } = openContent(deps.sealing, row);
  return {
    messageId: row.message_id,
    to: { name: row.to_name ?? '', address: row.to_address },
    from: { name: values.from_name || (await deps.siteName()), address: values.from_address },
    replyTo: values.reply_to || undefined,
    bounceTo: values.bounce_address || values.from_address,
    subject: row.subject,
    text,
    html,
    logo: html.includes('cid:logo') ? await deps.logo() : null,
  };
}

const REST_MS = MINUTE;

async function settle(deps: DeliveryDeps, row: MessageRow, attempt: Attempt, connection: Known): Promise<void> {
  const { clock, work, mail, log } = deps;
  const { outcome, answer, transcript } = attempt;
  const at = instant(clock.now());
  const told = { outcome, answer, transcript };
  const end = (state: 'sent' | 'failed') =>
    work.run(({ tx }) => mail.change(tx, row.id, ['sending'], { ...told, state, ended_at: at }));
  if (outcome === 'accepted') {
    connection.resting = 0;
    await end('sent');
    return;
  }
  log.warn({ message: row.id, outcome, attempt: row.attempts + 1 }, 'mail not sent');
  if (!isAboutMessage(outcome)) connection.resting = clock.now() + REST_MS;
  const wait = pauseBefore(row.attempts + 1, clock.now() - Date.parse(row.queued_at));
  if (isFinal(outcome) || row.template === 'test' || wait === null) {
    await end('failed');
    return;
  }
  const next = instant(clock.now() + wait);
  await work.run(({ tx }) => mail.change(tx, row.id, ['sending'], { ...told, state: 'queued', next_try_at: next }));
  throw new Later(next, answer);
}

/** Puts it off without counting a try. */
async function postpone({ work, mail }: DeliveryDeps, row: MessageRow, until: number, why: string): Promise<never> {
  const next = instant(until);
  await work.run(({ tx }) => mail.change(tx, row.id, ['queued', 'sending'], { state: 'queued', next_try_at: next }));
  throw new Later(next, why);
}
