/** The way to one mail server: a pooled connection with time-outs. Only the jobs process walks it. */
import type { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { SECOND } from '../platform/clock.ts';
import { connectOutside } from '../platform/net/guarded.ts';
import type { MailSettings, Outcome } from './contract.ts';
import { outcomeOf } from './delivery-rules.ts';

const CONNECT_MS = 15 * SECOND;
/** Silence of the server in mid-conversation. */
const SILENCE_MS = 30 * SECOND;
/** Everything together; a server that trickles along does not hold up the others for ever. */
const WHOLE_MS = 120 * SECOND;

export interface Letter {
  messageId: string;
  to: { name: string; address: string };
  from: { name: string; address: string };
  replyTo: string | undefined;
  bounceTo: string;
  subject: string;
  text: string;
  html: string;
  /** PNG, shown where the HTML says `cid:logo`. */
  logo: Buffer | null;
}

export interface Attempt {
  outcome: Outcome;
  /** What was said last, in the words of the server or of the system. */
  answer: string;
  transcript: string | null;
}

export interface Way {
  /** Never throws: whatever happens is an outcome. */
  send(letter: Letter): Promise<Attempt>;
  close(): void;
}

/** `talk` keeps what both sides say, on a connection of its own. */
export function openWay(settings: MailSettings, options: { talk?: boolean; timeouts?: Partial<Timeouts> } = {}): Way {
  const { talk = false, timeouts = {} } = options;
  const times = { connect: CONNECT_MS, silence: SILENCE_MS, whole: WHOLE_MS, ...timeouts };
  const lines: string[] = [];
  const transport = createTransport({ ...optionsOf(settings, times), ...(talk ? transcriber(lines) : {}), pool: true });
  return {
    async send(letter) {
      const transcript = () => (talk ? lines.join('\n') : null);
      try {
        const signal = AbortSignal.timeout(times.whole);
        const info = (await transport.sendMail({ ...mailOf(letter), signal })) as { response?: string };
        return { outcome: 'accepted', answer: info.response ?? '', transcript: transcript() };
      } catch (error) {
        return { ...failed(error), transcript: transcript() };
      }
    },
    close: () => transport.close(),
  };
}

interface Timeouts {
  connect: number;
  silence: number;
  whole: number;
}

function optionsOf(settings: MailSettings, times: Timeouts) {
  const { host, port, security, user, password, check_certificate } = settings;
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: { rejectUnauthorized: check_certificate },
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    maxConnections: 1,
    maxMessages: 100,
    // Mail servers stand in the same network, or on this very machine.
    getSocket: (_: unknown, done: (error: Error | null, found?: { connection: Socket }) => void) =>
      void connectOutside(host, port, 'anywhere', times.connect).then(connection => done(null, { connection }), done),
    connectionTimeout: times.connect,
    greetingTimeout: times.connect,
    socketTimeout: times.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function mailOf({ messageId, to, from, replyTo, bounceTo, subject, text, html, logo }: Letter) {
  return {
    messageId,
    to,
    from,
    ...(replyTo ? { replyTo } : {}),
    envelope: { from: bounceTo, to: to.address },
    subject,
    text,
    html,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    attachments: logo
      ? [{ cid: 'logo', filename: 'logo.png', content: logo, contentDisposition: 'inline' as const }]
      : [],
  };
}

function failed(error: unknown): Pick<Attempt, 'outcome' | 'answer'> {
  const { code, responseCode, command, response, message, name, cause } = error as Error & {
    code?: string;
    responseCode?: number;
    command?: string;
    response?: string;
  };
  if (name === 'AbortError' || code === 'EABORT') return { outcome: 'timeout', answer: 'No end after two minutes.' };
  const under = (cause as { code?: string } | undefined)?.code;
  const failure = { code, cause: under, responseCode, command, message: response ?? message };
  return {
    outcome: outcomeOf({ ...failure, message }),
    answer: (response ?? (message || code || name)).slice(0, 1000),
  };
}

const KEPT_LINES = 200;

/** nodemailer's logger as a transcript. It hides passwords itself. */
function transcriber(lines: string[]) {
  const note = (entry: { tnx?: string }, format: string, ...values: unknown[]) => {
    if (entry.tnx !== 'client' && entry.tnx !== 'server') return;
    const text = values.reduce<string>((filled, value) => filled.replace(/%[sd]/, () => String(value)), format);
    const mark = entry.tnx === 'client' ? '→' : '←';
    if (lines.length < KEPT_LINES)
      lines.push(
        ...text
          .trim()
          .split(/\r?\n/)
          .map(line => `${mark} ${line.slice(0, 300)}`),
      );
  };
  const logger = { level: () => {}, trace: note, debug: note, info: note, warn: note, error: note, fatal: note };
  return { logger, debug: true };
}
