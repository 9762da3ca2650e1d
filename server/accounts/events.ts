import type { Ending } from './sessions.ts';

declare module '../platform/events/events.ts' {
  interface Facts {
    /** Somebody got in, whatever proved who they are. */
    'session.opened': { sessionId: number; userId: number };
    /** A session was ended by somebody or by a rule; its sockets go too. */
    'session.ended': { sessionId: number; userId: number; reason: Ending };
    /** Roles or suspension of somebody changed: what is open in their name must follow. */
    'user.rights-changed': { userId: number };
    'user.registered': { userId: number };
  }
}
