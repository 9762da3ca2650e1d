/** Answers the page: only our own page, only in its main frame, only with arguments of the right shape. */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { CHANNELS, CONSOLE_ORIGIN } from './contract.ts';

type Channel = keyof typeof CHANNELS;
type Answers = Record<Channel, (argument: never) => unknown>;

/** Channels that take an argument; the others take none. */
const argumentOf: Partial<Record<Channel, z.ZodType>> = {
  saveSession: z.string().min(1).max(1000),
  openAddress: z.url({ protocol: /^https?$/ }).max(2000),
};

/** True for a call from the console's page itself: not from a frame within it, not from anywhere else. */
export function isOwnPage(frame: { origin: string; parent: unknown } | null): boolean {
  return frame !== null && frame.origin === CONSOLE_ORIGIN && !frame.parent;
}

export function handleIpc(answers: Answers): void {
  for (const name of Object.keys(CHANNELS) as Channel[]) {
    const schema = argumentOf[name] ?? z.undefined();
    const answer = answers[name] as (argument: unknown) => unknown;
    ipcMain.handle(CHANNELS[name], (event: IpcMainInvokeEvent, argument: unknown) => {
      if (!isOwnPage(event.senderFrame)) throw new Error('Only the console itself may ask for this.');
      const parsed = schema.safeParse(argument);
      if (!parsed.success) throw new Error('This was asked in the wrong way.');
      return answer(parsed.data);
    });
  }
}
