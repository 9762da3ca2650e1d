/** The hashing process; see passwords.ts. Ends when its parent does. */
import { constants, setPriority } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import type { Outcome, Task } from './passwords.ts';

const ARGON2ID = 2;
const strength = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

setPriority(constants.priority.PRIORITY_LOW);

async function work({ id, password, stored }: Task): Promise<Outcome> {
  try {
    return { id, result: await (stored === null ? hash(password, strength) : verify(stored, password)) };
  } catch (error) {
    return { id, error: (error as Error).message };
  }
}

process.on('message', (task: Task) => {
  // A parent that has gone meanwhile waits for nothing; without the callback, that would be a fault of this process.
  void work(task).then(outcome => process.send?.(outcome, () => {}));
});
