declare module '../platform/events/events.ts' {
  interface Facts {
    /** A module was completed, or the percentage of the course moved. */
    'progress.changed': {
      userId: number;
      courseId: number;
      /** null when the outline changed and not the work of the person. */
      moduleId: number | null;
      progressPercentage: number;
      completedAt: string | null;
    };
    /** For the first time every module that counts is done. */
    'course.completed': { userId: number; courseId: number; certificateId: number };
  }
}
export {};
