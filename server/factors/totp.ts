/** One-time codes of an app by the clock: RFC 6238 with HMAC-SHA-1, six digits, steps of 30 seconds. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const STEP_MS = 30_000;
/** A code of the step before or after is taken too: phones and people are not exact. */
const NEIGHBOURS = [0, -1, 1] as const;
/** How far away a code is looked for to explain a wrong clock: the widest that a wrong time zone commonly reaches. */
const FAR_STEPS = (12 * 3_600_000) / STEP_MS;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const DIGITS = 6;

/** The number of the time step of a moment in milliseconds. */
export const stepAt = (now: number): number => Math.floor(now / STEP_MS);

/** The code of a step (RFC 4226 §5.3). */
export function codeOf(secret: Uint8Array, step: number): string {
  const moving = Buffer.alloc(8);
  moving.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(moving).digest();
  const number = mac.readUInt32BE((mac.at(-1) as number) & 0xf) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** What somebody typed as a code: its digits; null when it cannot be one. */
export function digitsOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** The step whose code this is, now or in a neighbouring step; null for any other, and for steps up to `lastStep`. */
export function matchingStep(secret: Uint8Array, code: string, now: number, lastStep: number | null): number | null {
  const here = stepAt(now);
  const steps = NEIGHBOURS.map(offset => here + offset).filter(step => lastStep === null || step > lastStep);
  return steps.find(step => same(codeOf(secret, step), code)) ?? null;
}

/** By how many minutes the clock of a phone that shows this code differs from `now`; null when no step of the half day around it fits. */
export function minutesApart(secret: Uint8Array, code: string, now: number): number | null {
  const here = stepAt(now);
  for (let distance = 2; distance <= FAR_STEPS; distance++)
    for (const offset of [distance, -distance])
      if (here + offset >= 0 && same(codeOf(secret, here + offset), code))
        return Math.round((offset * STEP_MS) / 60_000);
  return null;
}

const same = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** Base32 (RFC 4648 §6) without padding, as apps take it. */
export function toBase32(bytes: Uint8Array): string {
  let [bits, held, text] = [0, 0, ''];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31];
}

/** The inverse of toBase32; throws for other letters. */
export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error('not base32');
    held = ((held << 5) | value) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >>> bits) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** What the QR code says (the de facto `otpauth` format that every such app reads). */
export function otpauthAddress(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const facts = new URLSearchParams({ secret, issuer, algorithm: 'SHA1', digits: String(DIGITS), period: '30' });
  // Some apps show a plus sign where a space was meant.
  return `otpauth://totp/${label}?${facts.toString().replaceAll('+', '%20')}`;
}
