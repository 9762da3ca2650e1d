declare module '../platform/events/events.ts' {
  interface Facts {
    /** Modules were added, removed, or became mandatory or optional: progress is counted anew. */
    'course.outline-changed': { courseId: number };
  }
}
export {};
