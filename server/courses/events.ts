declare module '../platform/events/events.ts' {
  interface Facts {
    'course.published': { courseId: number; version: number };
    /** Something that its page shows is different: facts, modules, state. */
    'course.changed': { courseId: number };
    /** Which modules count towards completion is different; progress must be counted again. */
    'course.outline-changed': { courseId: number };
  }
}
export {};
