/**
 * Tells systemd how the academy is: ready, what it does, and that it is alive (sd_notify(3)). Node cannot write to such a socket;
 * systemd's own program `systemd-notify` does, a few times an hour and whenever the state changes.
 */
import { spawn } from 'node:child_process';
import type { ServerReport } from '../supervisor/contract.ts';

export interface Attendance {
  /** Something changed. */
  tell(): void;
  close(): void;
}

interface Parts {
  report(): ServerReport;
  /** Whether the academy answers; asked before every sign of life while it is said to be ready. */
  answers(report: ServerReport): Promise<boolean>;
  /** Silence after which systemd starts the server anew, milliseconds; null without a watchdog. */
  watchdogMs: number | null;
  send?(lines: readonly string[]): void;
}

/** Four signs of life in the time that systemd waits: one may be lost. */
const SIGNS = 4;

/** To be called once the server can be spoken to. */
export function attend({ report, answers, watchdogMs, send = systemdNotify }: Parts): Attendance {
  let told = '';
  const tell = () => {
    const { state } = report();
    const line = 'reason' in state ? `${state.name}: ${state.reason}` : state.name;
    if (line === told) return;
    told = line;
    send([`STATUS=${line.replaceAll('\n', ' ')}`, ...(state.name === 'stopping' ? ['STOPPING=1'] : [])]);
  };
  const live = async () => {
    const now = report();
    // Between the states there is nobody to ask; a supervisor that can run this line is alive.
    if (now.state.name !== 'ready' || (await answers(now))) send(['WATCHDOG=1']);
  };
  send(['READY=1']);
  tell();
  const timer = watchdogMs === null ? undefined : setInterval(() => void live(), watchdogMs / SIGNS);
  return { tell, close: () => clearInterval(timer) };
}

function systemdNotify(lines: readonly string[]): void {
  // A sign that could not be given is made up for by the next one, or by systemd.
  spawn('systemd-notify', lines, { stdio: 'ignore' }).on('error', () => {});
}

/** Asks the academy itself, at the address of this machine. Time limit: ten seconds. */
export async function answersItself({ addresses }: ServerReport): Promise<boolean> {
  const address = addresses.at(-1);
  if (!address) return false;
  try {
    return (await fetch(`${address}/api/v1/health/live`, { signal: AbortSignal.timeout(10_000) })).ok;
  } catch {
    return false;
  }
}
