import { refuse } from '../platform/errors/refusal.ts';
import { type Actor, holds } from '../platform/http/actor.ts';

/** The person and those who manage people; everybody else gets NOT_FOUND, so that ids tell nothing. */
export function personOf(ref: 'me' | number, actor: Actor): number {
  const id = ref === 'me' ? actor.userId : ref;
  if (id !== actor.userId && !holds(actor, 'user:update')) refuse('NOT_FOUND', 'There is no such person.');
  return id;
}
