import '../courses/events.ts';
import type { Work } from '../platform/db/work.ts';
import type { Events } from '../platform/events/events.ts';
import type { MessageName, Messages, Room } from '../platform/realtime/contract.ts';
import type { LearningMessages } from './contract.ts';
import type { LearningRepository } from './repository.ts';

declare module '../platform/realtime/contract.ts' {
  interface Messages extends LearningMessages {}
}

export type Tell = <N extends MessageName>(room: Room, name: N, data: Messages[N]) => void;

export interface ListenerDeps {
  work: Work;
  learning: LearningRepository;
  tell: Tell;
}

export function listenForLearning(events: Events, { work, learning, tell }: ListenerDeps): void {
  events.on('progress.changed', ({ userId, courseId, moduleId, progressPercentage, completedAt }) =>
    tell(`user:${userId}`, 'progress.changed', {
      course_id: courseId,
      module_id: moduleId,
      progress_percentage: progressPercentage,
      completed_at: completedAt,
    }),
  );
  events.on('course.outline-changed', async ({ courseId }) => {
    const course = await learning.course(courseId, 0);
    // A course without learners is edited most: nothing to count. No unique key: a count that runs may be past some already.
    if (course && course.enrolled_count > 0) await work.run(unit => unit.enqueue('learning.recount', { courseId }));
  });
}
