/** The log, the diagnostics bundle and upkeep: what the rooms “Activity” and “Upkeep” of the console show. */
import type { Level, LogLine } from '../../platform/logging/reader.ts';
import { type Command, command, misuse } from '../command.ts';
import { timeOf } from '../times.ts';
import { bytes, moment, table } from '../table.ts';

const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'];
const FOLLOW_MS = 1000;

export const activityCommands: Command[] = [
  command({
    name: 'logs',
    summary: 'Shows the last lines of the log, oldest first.',
    arguments: [],
    options: {
      level: { kind: 'text', value: 'LEVEL', choices: LEVELS, help: 'Only lines of this level and above.' },
      role: {
        kind: 'text',
        value: 'ROLE',
        choices: ['supervisor', 'web', 'jobs'],
        help: 'Only lines of these processes.',
      },
      text: { kind: 'text', value: 'TEXT', help: 'Only lines that hold this text.' },
      request: { kind: 'text', value: 'ID', help: 'Only lines about this request.' },
      since: { kind: 'text', value: 'TIME', help: 'Only lines from this time on, such as 2026-11-21T08:00.' },
      lines: { kind: 'whole', value: 'NUMBER', min: 1, max: 500, fallback: 50, help: 'How many lines.' },
      follow: { kind: 'flag', help: 'Go on with what is written from now on, until Ctrl-C.' },
    },
    example: 'logs --level warn --follow',
    async run({ options, json, tools, screen, signal }) {
      if (json && options.follow) misuse('--follow never ends, so it cannot answer with --json.');
      const filter = {
        level: options.level as Level | undefined,
        role: options.role,
        text: options.text,
        request_id: options.request,
        from: timeOf('--since', options.since),
      };
      const page = await tools.readLog({ ...filter, limit: options.lines });
      const lines = page.lines.toReversed();
      if (!options.follow) return { data: { lines }, text: lines.map(written).join('\n') };
      for (const line of lines) screen.print(written(line));
      for (let after = page.newer; !signal.aborted; ) {
        await pause(FOLLOW_MS, signal);
        const next = await tools.readLog({ ...filter, limit: 500, after });
        for (const line of next.lines.toReversed()) screen.print(written(line));
        after = next.newer;
      }
      return { data: {}, text: '' };
    },
  }),
  command({
    name: 'diagnostics',
    summary: 'Makes the diagnostics file for somebody who helps from afar, without secrets or personal data.',
    arguments: [],
    options: {},
    example: 'diagnostics',
    async run({ tools, screen, signal }) {
      const { diagnostics } = await tools.academy();
      const bundle = await diagnostics.make({ signal, progress: (done, note) => screen.progress(done, note) });
      const files = table(bundle.files.map(file => [`  ${file.name}`, bytes(file.bytes)]));
      return { data: bundle, text: `${files}\n${bundle.path} (${bytes(bundle.bytes)})` };
    },
  }),
  command({
    name: 'upkeep run',
    summary: 'Clears away what is old and tidies the database now.',
    more: 'The exit code is 1 when a step failed or warns.',
    arguments: [],
    options: {},
    example: 'upkeep run',
    async run({ tools, screen, signal }) {
      const { upkeep } = await tools.academy();
      const report = await upkeep.run('by-hand', { signal, progress: (done, note) => screen.progress(done, note) });
      const wrong = report.steps.find(({ state }) => state === 'failed' || state === 'warning');
      return {
        data: { report },
        text: `${stepTable(report.steps)}\n${bytes(report.bytes_freed)} freed.`,
        ...(wrong ? { refused: `${wrong.name}: ${wrong.reason}` } : {}),
      };
    },
  }),
  command({
    name: 'upkeep report',
    summary: 'Shows what upkeep did the last times.',
    arguments: [],
    options: {},
    example: 'upkeep report',
    async run({ tools }) {
      const { upkeep } = await tools.academy();
      const { settings, reports } = await upkeep.read();
      const rows = reports.map(({ started_at, occasion, state, bytes_freed }) => [
        moment(started_at),
        occasion,
        state,
        `${bytes(bytes_freed)} freed`,
      ]);
      const last = reports[0] ? `\n\n${stepTable(reports[0].steps)}` : '';
      const text = `Upkeep runs between ${settings.window_start} and ${settings.window_end}.\n${table(rows)}${last}`;
      return { data: { settings, reports }, text };
    },
  }),
];

interface StepShown {
  name: string;
  state: string;
  counts: Record<string, number>;
  bytes_freed: number;
  seconds: number;
  reason: string | null;
}

function stepTable(steps: readonly StepShown[]): string {
  return table(
    steps.map(({ name, state, counts, bytes_freed, seconds, reason }) => [
      name,
      state,
      Object.entries(counts)
        .map(([what, count]) => (what.startsWith('bytes') ? bytes(count) : `${count} ${what.replaceAll('_', ' ')}`))
        .join(', '),
      `${bytes(bytes_freed)} freed`,
      `${seconds} s`,
      reason ?? '',
    ]),
    ['step', 'state', 'counted', 'space', 'time', 'reason'],
  );
}

function written({ at, level, role, sentence, fields }: LogLine): string {
  const request = typeof fields['requestId'] === 'string' ? ` (request ${fields['requestId']})` : '';
  return `${at ?? '–'}  ${level.padEnd(5)}  ${(role ?? '–').padEnd(10)}  ${sentence}${request}`;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
