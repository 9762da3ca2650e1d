declare module '../platform/events/events.ts' {
  interface Facts {
    /** An upload was checked and stored. */
    'file.stored': { fileId: number; userId: number };
  }
}
export {};
