declare module '../platform/events/events.ts' {
  interface Facts {
    /** The rules of signing in are others now; whoever keeps them in memory forgets them, in every process. */
    'sign-in-rules.changed': Record<string, never>;
  }
}
export {};
