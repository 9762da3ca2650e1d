/** Asks the academy's health now and then, for the tray and for notifications of the desktop. */
import { Notification } from 'electron';
import { z } from 'zod';
import type { ServerReport } from '../../server/supervisor/contract.ts';
import { type Complaint, type Notice, noticeOfEnd, noticesOf, type Said } from './notice-rules.ts';

/** The part of `GET /health` that is read; it needs nobody to be signed in. */
const Health = z.object({
  data: z.object({
    checks: z.array(z.object({ name: z.string(), state: z.enum(['ok', 'warning', 'failing']), detail: z.string() })),
  }),
});

const EVERY_MS = 60_000;
const LIMIT_MS = 20_000;

interface Parts {
  /** Address of the academy; null while none serves. */
  url(): string | null;
  /** The worst complaint in one sentence; null when there is none. */
  onTrouble(trouble: string | null): void;
  /** Opens a page of the console, without `/console`. */
  open(path: string): void;
}

export interface HealthWatch {
  /** The server's report, whenever it changes. */
  hear(report: ServerReport | null): void;
  close(): void;
}

export function watchHealth({ url, onTrouble, open }: Parts): HealthWatch {
  let said: Said = new Map();
  let operation: ServerReport['operation'] = null;
  let ready = false;
  const show = ({ title, body, path }: Notice) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', () => open(path));
    notification.show();
  };
  const look = async () => {
    const address = ready ? url() : null;
    const complaints = address ? await complaintsAt(address) : null;
    if (!complaints) return;
    const heard = noticesOf(complaints, said, Date.now());
    ({ said } = heard);
    heard.notices.forEach(show);
    onTrouble(complaints[0]?.detail ?? null);
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    hear(report) {
      const ended = noticeOfEnd(operation, report?.operation ?? null);
      operation = report?.operation ?? operation;
      if (ended) show(ended);
      const now = report?.state.name === 'ready';
      const began = now && !ready;
      ready = now;
      if (began) void look();
    },
    close: () => clearInterval(timer),
  };
}

/** What is not well, worst first; null when the academy gave no answer that can be read. */
async function complaintsAt(address: string): Promise<Complaint[] | null> {
  try {
    const answer = await fetch(`${address}/api/v1/health`, { signal: AbortSignal.timeout(LIMIT_MS) });
    const { checks } = Health.parse(await answer.json()).data;
    const bad = checks.filter((check): check is Complaint => check.state !== 'ok');
    return bad.toSorted((a, b) => Number(b.state === 'failing') - Number(a.state === 'failing'));
  } catch {
    return null; // it is just going down, or up; the server's state says which
  }
}
