/** Who may see what of organisations. Pure. */
import { refuse } from '../platform/errors/refusal.ts';
import { type Actor, holds } from '../platform/http/actor.ts';

export const MANAGE = 'organisation:manage';

/** The person and those who manage organisations; everybody else gets NOT_FOUND, so that ids tell nothing. */
export function requireConcerned(actor: Actor, userId: number): void {
  if (actor.userId !== userId && !holds(actor, MANAGE)) refuse('NOT_FOUND', 'There is no such person.');
}
