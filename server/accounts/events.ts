declare module '../platform/events/events.ts' {
  interface Facts {
    /** A session was ended by somebody or by a rule; its sockets go too. */
    'session.ended': { sessionId: number; userId: number };
    'user.registered': { userId: number };
  }
}
export {};
