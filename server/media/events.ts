declare module '../platform/events/events.ts' {
  interface Facts {
    /** An upload was checked and stored. */
    'file.stored': { fileId: number; userId: number };
    /** Other bytes stand under the id of a file. */
    'file.replaced': { fileId: number };
  }
}
export {};
