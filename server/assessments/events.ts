declare module '../platform/events/events.ts' {
  interface Facts {
    /** An attempt was handed in and graded. */
    'attempt.submitted': {
      attemptId: number;
      assessmentId: number;
      courseId: number;
      userId: number;
      /** Percent. */
      score: number;
      passed: boolean;
      timedOut: boolean;
    };
  }
}
export {};
