import type { Database, Tx } from '../../platform/db/database.ts';
import type { Client } from '../contract.ts';

export interface ChallengeRow {
  id: number;
  user_id: number;
  token_hash: string;
  client: Client;
  address_class: string;
  /** What was shown first. */
  proof: string;
  tries: number;
  created_at: string;
  expires_at: string;
  used_at: string | null;
}

export type ChallengesRepository = ReturnType<typeof createChallengesRepository>;

export function createChallengesRepository(db: Database) {
  return {
    byToken: (hash: string) =>
      db.read.get<ChallengeRow>('select * from sign_in_challenges where token_hash = ?', [hash]),
    insert: (tx: Tx, row: Omit<ChallengeRow, 'id' | 'tries' | 'used_at'>) => tx('sign_in_challenges').insert(row),
    /** Counts a try; false when the challenge is over or tried too often. */
    async count(tx: Tx, id: number, most: number, now: string): Promise<boolean> {
      const open = tx<ChallengeRow>('sign_in_challenges').where({ id }).whereNull('used_at').where('tries', '<', most);
      return (await open.where('expires_at', '>', now).increment('tries', 1)) > 0;
    },
    /** Uses it up; false when somebody was faster. */
    async use(tx: Tx, id: number, at: string): Promise<boolean> {
      return (
        (await tx<ChallengeRow>('sign_in_challenges').where({ id }).whereNull('used_at').update({ used_at: at })) > 0
      );
    },
    /** Half-done sign-ins of a person, when what they began with no longer holds. */
    drop: (tx: Tx, userId: number) => tx('sign_in_challenges').where({ user_id: userId }).delete(),
    removeOld: (tx: Tx, before: string) => tx('sign_in_challenges').where('expires_at', '<', before).delete(),
  };
}
