/**
 * Challenges for passkeys. Visitors ask for one with every look at the sign-in page, so nothing is stored for them: a challenge says
 * by itself until when it is good, what for and for whom, under a keyed hash. Only used ones are remembered, so that none works twice.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export const PASSKEY_CHALLENGE_MS = 5 * 60_000;
const RANDOM_BYTES = 16;
const TIME_BYTES = 6;

export type Purpose = 'sign-in' | `enrol ${number}`;

export interface PasskeyChallenges {
  make(purpose: Purpose, now: number): Uint8Array<ArrayBuffer>;
  /** Whether the text (base64url) is a challenge of ours for that purpose whose time is not over. */
  isGood(challenge: string, purpose: Purpose, now: number): boolean;
}

export function createPasskeyChallenges(key: Uint8Array): PasskeyChallenges {
  const own = createHmac('sha256', key).update('passkey challenges').digest();
  const sealOf = (head: Uint8Array, purpose: Purpose) =>
    createHmac('sha256', own).update(head).update(purpose).digest();
  return {
    make(purpose, now) {
      const until = Buffer.alloc(TIME_BYTES);
      until.writeUIntBE(now + PASSKEY_CHALLENGE_MS, 0, TIME_BYTES);
      const head = Buffer.concat([randomBytes(RANDOM_BYTES), until]);
      return Uint8Array.from(Buffer.concat([head, sealOf(head, purpose)]));
    },
    isGood(challenge, purpose, now) {
      const bytes = Buffer.from(challenge, 'base64url');
      const head = bytes.subarray(0, RANDOM_BYTES + TIME_BYTES);
      const seal = bytes.subarray(RANDOM_BYTES + TIME_BYTES);
      const right = sealOf(head, purpose);
      if (seal.length !== right.length || !timingSafeEqual(seal, right)) return false;
      return head.readUIntBE(RANDOM_BYTES, TIME_BYTES) > now;
    },
  };
}
