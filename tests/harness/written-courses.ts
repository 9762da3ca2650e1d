/** Courses of text lessons, written over the API by somebody who teaches. */
import type { Caller } from './academy.ts';

export interface WrittenCourse {
  id: number;
  /** Ids of its modules in order. */
  ids: number[];
}

/** A draft with one text lesson per title. */
export async function writeCourse(
  teacher: Caller,
  fields: Record<string, unknown> = {},
  lessons: readonly string[] = ['One', 'Two', 'Three'],
): Promise<WrittenCourse> {
  const { data } = await teacher.post('/courses', { title: 'A course', ...fields });
  const ids: number[] = [];
  for (const title of lessons) {
    const made = await teacher.post(`/courses/${data.id}/modules`, {
      title,
      content_type: 'markdown',
      content: `About ${title}.`,
    });
    ids.push(made.data.id);
  }
  return { id: data.id as number, ids };
}
