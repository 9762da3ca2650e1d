/** The hashing process; see passwords.ts. Ends when its parent does. */
import { constants, setPriority } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import type { Outcome, Task } from './passwords.ts';

const ARGON2ID = 2;
const strength = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

setPriority(constants.priority.PRIORITY_LOW);

/** Brought along from another system, which did not normalise what was typed. */
const BCRYPT = /^\$2[aby]\$/;

async function matches(password: string, stored: string): Promise<boolean> {
  if (!BCRYPT.test(stored)) return verify(stored, password.normalize('NFKC'));
  const { compare } = await import('bcryptjs');
  return compare(password, stored);
}

async function work({ id, password, stored }: Task): Promise<Outcome> {
  try {
    const result = await (stored === null ? hash(password.normalize('NFKC'), strength) : matches(password, stored));
    return { id, result };
  } catch (error) {
    return { id, error: (error as Error).message };
  }
}

process.on('message', (task: Task) => {
  // A parent that has gone meanwhile waits for nothing; without the callback, that would be a fault of this process.
  void work(task).then(outcome => process.send?.(outcome, () => {}));
});
