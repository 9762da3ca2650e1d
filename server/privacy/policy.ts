import { refuse } from '../platform/errors/refusal.ts';
import { type Actor, holds } from '../platform/http/actor.ts';

/** `me` becomes the caller's id; everybody else's only for administrators, so that ids tell nothing. */
export function personMeant(ref: 'me' | number, actor: Actor): number {
  const id = ref === 'me' ? actor.userId : ref;
  if (id !== actor.userId && !holds(actor, 'user:update')) refuse('NOT_FOUND', 'There is no such person.');
  return id;
}
