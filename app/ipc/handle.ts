/** Answers the page: only our own page, only in its main frame, only with arguments of the right shape, and hardly anything while locked. */
import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { z } from 'zod';
import { OperationRequest } from '../../server/supervisor/contract.ts';
import { CHANNELS, CONSOLE_ORIGIN } from './contract.ts';

type Channel = keyof typeof CHANNELS;
type Answers = Record<Channel, (argument: never) => unknown>;

const Pin = z.string().regex(/^\d{4,12}$/, 'A PIN has 4 to 12 digits.');
const Password = z.string().min(1).max(200);

/** Channels that take an argument; the others take none. */
const argumentOf: Partial<Record<Channel, z.ZodType>> = {
  usePort: z.number().int().min(1).max(65_535),
  setStartAtBoot: z.boolean(),
  setWindow: z.strictObject({ closing: z.enum(['tray', 'quit']), opens_at_sign_in: z.boolean() }),
  unlock: z.union([z.strictObject({ pin: z.string().max(12) }), z.strictObject({ password: Password })]),
  setPin: z.strictObject({ pin: Pin.nullable(), password: Password }),
  setMinutes: z.number().int().min(1).max(240).nullable(),
  operate: OperationRequest,
  saveSession: z.string().min(1).max(1000),
  openAddress: z.url({ protocol: /^https?$/ }).max(2000),
};

/** What a locked console still does: show what is behind it to nobody, and let its person in or out. */
const WHILE_LOCKED: ReadonlySet<Channel> = new Set([
  'state',
  'lockState',
  'lock',
  'unlock',
  'clearSession',
  'socketAddress',
]);

/** True for a call from the console's page itself: not from a frame within it, not from anywhere else. */
export function isOwnPage(frame: { origin: string; parent: unknown } | null): boolean {
  return frame !== null && frame.origin === CONSOLE_ORIGIN && !frame.parent;
}

export function handleIpc(answers: Answers, isLocked: () => boolean): void {
  for (const name of Object.keys(CHANNELS) as Channel[]) {
    const schema = argumentOf[name] ?? z.undefined();
    const answer = answers[name] as (argument: unknown) => unknown;
    ipcMain.handle(CHANNELS[name], (event: IpcMainInvokeEvent, argument: unknown) => {
      if (!isOwnPage(event.senderFrame)) throw new Error('Only the console itself may ask for this.');
      if (isLocked() && !WHILE_LOCKED.has(name)) throw new Error('The console is locked.');
      const parsed = schema.safeParse(argument);
      if (!parsed.success) throw new Error('This was asked in the wrong way.');
      return answer(parsed.data);
    });
  }
}
