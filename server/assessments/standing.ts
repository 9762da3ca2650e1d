/** What a person is to a course. */
export interface Standing {
  instructorId: number;
  courseStatus: string;
  isEnrolled: boolean;
}
