import type { Module } from '../../../../server/courses/contract.ts';
import { call } from '../../../platform/call.ts';
import { readModule } from './api.ts';
import type { DraftSource } from './draft.ts';

/** What is typed about a lesson; its file, captions and place are changed by deeds of their own. */
export type LessonFields = {
  title: string;
  content: string;
  description: string;
  /** Minutes. */
  duration: number;
  is_mandatory: boolean;
};

export const fieldsOf = ({ title, content, description, duration, is_mandatory }: Module): LessonFields => ({
  title,
  content: content ?? '',
  description: description ?? '',
  duration,
  is_mandatory,
});

/** Where a lesson's draft comes from and goes to; `onSaved` shows what the server made of it. */
export function lessonSource(
  courseId: number,
  module: Module,
  onSaved: (module: Module) => void,
): DraftSource<LessonFields> {
  const params = { id: courseId, moduleId: module.id };
  return {
    key: `module-${module.id}`,
    loaded: fieldsOf(module),
    isValid: ({ title }) => title.trim() !== '',
    read: async () => fieldsOf(await readModule(courseId, module.id)),
    save: async changes => {
      const saved = await call('PUT /courses/:id/modules/:moduleId', { params, body: changes });
      onSaved(saved);
      // The server trims titles; what stands in the field is the same work.
      return { ...fieldsOf(saved), ...changes };
    },
  };
}
