declare module '../platform/events/events.ts' {
  interface Facts {
    'certificate.issued': { userId: number; courseId: number; certificateId: number };
  }
}
export {};
