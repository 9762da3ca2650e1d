declare module '../platform/events/events.ts' {
  interface Facts {
    /** A backup was made; `proved` when every place's copy was restored, opened and served. */
    'backup.finished': { backupId: string; kind: string; proved: boolean; newBytes: number; seconds: number };
    /** One could not be made or not be proved. Told once for a row of like failures. */
    'backup.failed': { kind: string; step: string; code: string; cause: string; remedy: string };
  }
}
export {};
