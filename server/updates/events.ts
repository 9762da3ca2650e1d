declare module '../platform/events/events.ts' {
  interface Facts {
    /** A version that this machine can take was found for the first time. */
    'update.available': { version: string };
  }
}

export {};
