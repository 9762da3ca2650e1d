/** What publishing asks for; pure. */
import type { z } from 'zod';
import type { Readiness as ReadinessShape } from './contract.ts';
import type { OutlineModule } from './repository/modules.ts';

export type Readiness = z.output<typeof ReadinessShape>;
type Check = Readiness['checks'][number];

interface CourseToCheck {
  title: string;
  description: string;
  thumbnail_file_id: number | null;
}

/** The checklist of the builder: a line for what is fine as a whole, and one for each module that lacks something. */
export function readinessOf(course: CourseToCheck, modules: readonly OutlineModule[]): Readiness {
  const checks = [
    one('title', course.title.trim() !== '', true, 'The course has a title.', 'The course has no title yet.'),
    one('modules', modules.length > 0, true, 'The course has at least one lesson.', 'The course has no lesson yet.'),
    ...each(modules, 'content', true, 'Every lesson has its text or file.', lacksContent),
    ...each(modules, 'questions', true, 'Every quiz has questions.', lacksQuestions),
    one(
      'description',
      course.description.trim() !== '',
      false,
      'The course has a description.',
      'The course has no description yet.',
    ),
    one(
      'cover',
      course.thumbnail_file_id !== null,
      false,
      'The course has a cover of its own.',
      'The course has no cover of its own; one is drawn for it.',
    ),
    one(
      'mandatory',
      modules.some(module => module.is_mandatory),
      false,
      'At least one lesson counts towards completion.',
      'No lesson counts towards completion.',
    ),
    ...each(modules, 'alt_text', false, 'Every picture is described for people who do not see it.', lacksAltText),
    ...each(modules, 'duration', false, 'Every module says how long it takes.', lacksDuration),
  ];
  return { ready: checks.every(check => check.ok || !check.required), checks };
}

function one(code: string, ok: boolean, required: boolean, fine: string, lack: string): Check {
  return { code, ok, required, message: ok ? fine : lack, module_id: null };
}

function each(
  modules: readonly OutlineModule[],
  code: string,
  required: boolean,
  fine: string,
  lack: (module: OutlineModule) => string | null,
): Check[] {
  const lines = modules.flatMap(module => {
    const message = lack(module);
    return message === null ? [] : [{ code, ok: false, required, message, module_id: module.id }];
  });
  return lines.length > 0 ? lines : [{ code, ok: true, required, message: fine, module_id: null }];
}

function lacksContent({ title, content_type, content, file_id }: OutlineModule): string | null {
  if (content_type === 'quiz') return null;
  if (content_type === 'markdown') return content?.trim() ? null : `“${title}” has no text yet.`;
  return file_id === null ? `“${title}” has no file yet.` : null;
}

function lacksQuestions({ title, content_type, question_count }: OutlineModule): string | null {
  return content_type === 'quiz' && question_count === 0 ? `“${title}” has no questions yet.` : null;
}

function lacksAltText({ title, rendered }: OutlineModule): string | null {
  const count = rendered?.html.match(/<img\b[^>]*\balt=""/g)?.length ?? 0;
  if (count === 0) return null;
  return count === 1
    ? `A picture in “${title}” has no description.`
    : `${count} pictures in “${title}” have no description.`;
}

function lacksDuration({ title, duration }: OutlineModule): string | null {
  return duration === 0 ? `“${title}” does not say how long it takes.` : null;
}
