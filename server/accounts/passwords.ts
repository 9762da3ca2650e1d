/** argon2id with 19 MiB and 2 passes (OWASP Password Storage Cheat Sheet), on the thread pool and not the event loop. */
import { hash, verify } from '@node-rs/argon2';

const ARGON2ID = 2;
const strength = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  hash(password: string): Promise<string>;
  /** `stored` null costs the same time as a wrong password, so that unknown addresses do not show. */
  matches(password: string, stored: string | null): Promise<boolean>;
}

export function createPasswords(): Passwords {
  let decoy: Promise<string> | undefined;
  return {
    hash: password => hash(password.normalize('NFKC'), strength),
    async matches(password, stored) {
      decoy ??= hash('nobody has this password', strength);
      const right = await verify(stored ?? (await decoy), password.normalize('NFKC'));
      return right && stored !== null;
    },
  };
}
