import { engraving } from '../../../../server/platform/drawing/contract.ts';
import { Cover } from '../../../kit/index.ts';
import { addressOf } from '../../../platform/call.ts';

/** Whose lines a course has: on its cover, on its certificate and on the page that verifies it. */
export const engravingOf = (courseId: number): string => `course-${courseId}`;

/** The family of the course's lines where they lie in a strip: waves as they are, everything else as a ribbon. */
export function stripFamily(courseId: number): 'ribbon' | 'braid' {
  const { family } = engraving(engravingOf(courseId), 1, 1);
  return family === 'braid' ? family : 'ribbon';
}

type CourseCoverProps = {
  course: { id: number; thumbnail: number | null };
  width: number;
  height: number;
  progress?: number;
  className?: string | undefined;
};

/** The uploaded picture of a course, fetched no larger than twice its place; else the course's own lines. */
export function CourseCover({ course: { id, thumbnail }, width, height, progress, className }: CourseCoverProps) {
  const src =
    thumbnail === null
      ? undefined
      : addressOf('/files/:id', { params: { id: thumbnail }, query: { width: width * 2 } });
  return (
    <Cover
      id={engravingOf(id)}
      {...{ width, height, src }}
      {...(progress !== undefined && progress > 0 && { progress })}
      {...(className !== undefined && { className })}
    />
  );
}
