/** What a person is to a course. */
export interface Standing {
  /** The caller is one of the instructors. */
  teaches: boolean;
  courseStatus: string;
  isEnrolled: boolean;
}
