/** Courses made from a folder: planned first, then made as a whole or not at all. */
import type { ContentFile } from '../media/contract.ts';
import { instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { Refusal, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { ContentType, Course, ImportPlan, Problem as ProblemShape } from './contract.ts';
import { folderSource, type ImportSource, type Listing, sourceOf } from './import-source.ts';
import { type CoursePlan, planFolder, type PlannedModule, type PlannedQuiz, type Problem } from './import/index.ts';
import { fileAddress, filesNamedIn, pointAtFiles, renderWithFiles } from './lessons.ts';
import { newFields, type PreparedModule } from './modules.ts';
import { publishNow } from './publishing.ts';
import { act, type CoursesDeps, readCourse, withDefaults } from './service.ts';
import type { z } from 'zod';

/** Adds a quiz to a module inside the transaction of the import; the assessments feature does it. */
export type AddQuiz = (
  unit: Pick<Unit, 'tx'>,
  at: { courseId: number; moduleId: number; quiz: PlannedQuiz },
) => Promise<unknown>;

export interface ImportDeps extends CoursesDeps {
  addQuiz: AddQuiz;
  /** Folder of the sample course. */
  sampleFolder: string;
}

type Plan = z.output<typeof ImportPlan>;
type ImportRequest = Listing & { title?: string | undefined; files: Record<string, number> };

export type ImportService = ReturnType<typeof createImportService>;

const MAX_TITLE = 160;

export function createImportService(deps: ImportDeps) {
  return {
    async plan(listing: Listing, actor: Actor): Promise<Plan> {
      const source = await sourceOf(deps, listing, actor);
      try {
        return describePlan(await planFolder(source.entries), source, listing.archive !== undefined);
      } finally {
        source.close();
      }
    },
    async run(request: ImportRequest, actor: Actor): Promise<{ course: Course; problems: ProblemShape[] }> {
      const source = await sourceOf(deps, request, actor);
      const { id, problems } = await importFrom(deps, source, { title: request.title, actor }).catch(
        async (error: unknown) => {
          // Files in files may lie deeper than the scanner looked when the archive came.
          if (error instanceof Refusal && error.code === 'MALWARE_FOUND' && request.archive)
            await deps.files.discard([request.archive]);
          throw error;
        },
      );
      return { course: await readCourse(deps, id, actor), problems };
    },
    /** The sample course, published; the one that is there already when the person added it before. Answers its id. */
    async addSampleCourse(actor: Pick<Actor, 'userId'>): Promise<number> {
      const source = await folderSource(deps, deps.sampleFolder, actor);
      const { title } = await planFolder(source.entries);
      const before = await deps.courses.ownNamed(actor.userId, title.slice(0, MAX_TITLE));
      if (before) return before;
      const { id } = await importFrom(deps, source, { actor, publish: true, once: true });
      return id;
    },
  };
}

interface Wish {
  title?: string | undefined;
  actor: Pick<Actor, 'userId'>;
  publish?: boolean;
  /** A course of the person with the same title is answered instead: two clicks make one course. */
  once?: boolean;
}

async function importFrom(deps: ImportDeps, source: ImportSource, wish: Wish) {
  try {
    const plan = await planFolder(source.entries);
    if (plan.modules.length === 0) refuseEmpty([...source.problems, ...plan.problems]);
    const problems = [...source.problems, ...plan.problems];
    const brought = await bringFiles(plan, source, problems);
    const modules = plan.modules.flatMap(module => prepareModule(module, brought, problems));
    if (modules.length === 0) refuseEmpty(problems);
    const { id, before } = await deps.work.run(unit => makeUnlessThere(deps, unit, { plan, modules, wish, problems }));
    if (before) await deps.files.discard(source.brought);
    return { id, problems: problems.map(toProblem) };
  } catch (error) {
    await deps.files.discard(source.brought);
    throw error;
  } finally {
    source.close();
  }
}

function refuseEmpty(problems: readonly Problem[]): never {
  const errors = problems.filter(problem => problem.severity === 'error').slice(0, 50);
  const details = errors.map(({ path, message }) => ({ code: 'VALIDATION_ERROR', message, field: path || 'entries' }));
  refuse('VALIDATION_ERROR', 'Nothing here can become a lesson.', details.length > 0 ? { details } : {});
}

async function bringFiles(plan: CoursePlan, source: ImportSource, problems: Problem[]) {
  const brought = new Map<string, ContentFile>();
  for (const planned of plan.files) {
    const file = await source.bring(planned);
    if ('severity' in file) problems.push(file);
    else if (planned.role === 'image' && file.kind !== 'image')
      problems.push(notAs(planned.path, 'image_not_picture', 'A lesson shows this file as a picture, but it is none.'));
    else if (planned.role === 'captions' && file.kind !== 'captions')
      problems.push(notAs(planned.path, 'captions_unreadable', 'These captions are not in a form that can be shown.'));
    else brought.set(planned.path, file);
  }
  return brought;
}

const notAs = (path: string, code: string, message: string): Problem => ({ severity: 'warning', path, code, message });

type Prepared = PreparedModule & { quiz: PlannedQuiz | undefined };

/** The module ready to be written; none when the file that it consists of could not be brought. */
function prepareModule(
  module: PlannedModule,
  brought: ReadonlyMap<string, ContentFile>,
  problems: Problem[],
): Prepared[] {
  const addresses = new Map<string, string>();
  const used = new Map<number, ContentFile>();
  for (const { src, path } of [...module.links, ...module.images]) {
    const file = brought.get(path);
    if (!file) continue;
    addresses.set(src, fileAddress(file.id));
    used.set(file.id, file);
  }
  const fields = newFields({
    section: module.section.slice(0, MAX_TITLE) || null,
    title: module.title.slice(0, 200) || 'Untitled',
    description: module.description || null,
    duration: module.estimatedMinutes ?? 0,
    content_type: module.kind,
    is_mandatory: module.mandatory,
  });
  if (module.kind === 'quiz') {
    const quiz = module.quiz && quizWithFiles(module.quiz, addresses);
    return [
      { fields, rendered: null, fileIds: filesNamedIn(JSON.stringify(quiz ?? '')).filter(id => used.has(id)), quiz },
    ];
  }
  if (module.kind === 'markdown') {
    const content = pointAtFiles(module.markdown ?? '', addresses);
    const lesson = renderWithFiles(content, used);
    return [{ fields: { ...fields, content }, rendered: lesson.rendered, fileIds: lesson.used, quiz: undefined }];
  }
  const file = brought.get(module.filePath ?? '');
  if (!file) {
    problems.push(
      notAs(module.source, 'module_left_out', `“${module.title}” is left out, because its file is missing.`),
    );
    return [];
  }
  const captions = (module.captions ?? []).flatMap(({ path, language }) => {
    const caption = brought.get(path);
    return caption ? [{ file_id: caption.id, language: language.slice(0, 35), label: labelOf(language) }] : [];
  });
  const duration = fields.duration || Math.ceil((file.duration ?? 0) / 60);
  return [
    {
      fields: { ...fields, duration, content_type: typeOf(file), file_id: file.id, captions },
      rendered: null,
      fileIds: [file.id, ...captions.map(caption => caption.file_id)],
      quiz: undefined,
    },
  ];
}

/** By what the file is; its name may have promised another kind of film or sound. */
function typeOf({ kind }: ContentFile): ContentType {
  return kind === 'video' || kind === 'audio' || kind === 'pdf' ? kind : 'file';
}

function labelOf(language: string): string {
  const name =
    language === 'und' ? 'Captions' : new Intl.DisplayNames([language, 'en'], { type: 'language' }).of(language);
  return (name ?? language).slice(0, 60);
}

const oneLine = (text: string) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

function quizWithFiles(quiz: PlannedQuiz, addresses: ReadonlyMap<string, string>): PlannedQuiz {
  const point = (text: string) => pointAtFiles(text, addresses);
  const { description } = quiz;
  const questions = quiz.questions.map(question => ({
    ...question,
    prompt: point(question.prompt),
    // Options and answers are one line each, whatever the file broke them into.
    ...(question.options === undefined
      ? {}
      : { options: question.options.map(o => ({ ...o, text: oneLine(o.text) })) }),
    ...(question.answers === undefined ? {} : { answers: question.answers.map(oneLine) }),
    ...(question.explanation === undefined ? {} : { explanation: point(question.explanation) }),
  }));
  return { ...quiz, ...(description === undefined ? {} : { description: point(description) }), questions };
}

interface Making {
  /** Grows by what could not be done. */
  problems: Problem[];
  plan: CoursePlan;
  modules: readonly Prepared[];
  wish: Wish;
}

async function makeUnlessThere(deps: ImportDeps, unit: Unit, making: Making): Promise<{ id: number; before: boolean }> {
  const { wish, plan } = making;
  const before = wish.once
    ? await deps.courses.lockOwnNamed(unit.tx, wish.actor.userId, plan.title.slice(0, MAX_TITLE))
    : undefined;
  return before === undefined
    ? { id: await makeCourse(deps, unit, making), before: false }
    : { id: before, before: true };
}

async function makeCourse(deps: ImportDeps, unit: Unit, { plan, modules, wish, problems }: Making): Promise<number> {
  const at = instant(deps.clock.now());
  const title = (wish.title ?? plan.title.trim().slice(0, MAX_TITLE)) || 'Untitled course';
  const estimated_duration = modules.reduce((minutes, { fields }) => minutes + fields.duration, 0);
  const fields = withDefaults({ title, description: plan.description, estimated_duration });
  const courseId = await deps.courses.insert(unit.tx, fields, wish.actor.userId, at);
  for (const [order_index, { fields: columns, rendered, fileIds, quiz }] of modules.entries()) {
    const moduleId = await deps.modules.insert(unit.tx, { courseId, order_index }, columns, rendered, at);
    await deps.modules.setFiles(unit.tx, courseId, moduleId, fileIds);
    await deps.files.adopt(unit.tx, fileIds, courseId);
    if (quiz) await addQuiz(deps, unit, { courseId, moduleId, quiz }, problems);
  }
  await deps.modules.recount(unit.tx, courseId);
  await unit.record(act(wish.actor, 'course.import', courseId));
  if (wish.publish) await publishNow(deps, unit, courseId, wish.actor);
  unit.announce('course.changed', { courseId });
  return courseId;
}

/** A quiz that is refused leaves its module empty and is reported: one bad question must not cost the whole course. */
async function addQuiz(
  deps: ImportDeps,
  unit: Unit,
  at: { courseId: number; moduleId: number; quiz: PlannedQuiz },
  problems: Problem[],
): Promise<void> {
  try {
    await unit.tx.transaction(async tx => {
      await deps.addQuiz({ tx }, at);
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    problems.push(
      notAs(at.quiz.title, 'quiz_refused', `The quiz “${at.quiz.title}” has no questions yet: ${error.message}`),
    );
  }
}

function describePlan(plan: CoursePlan, source: ImportSource, archived: boolean): Plan {
  const { title, description, modules, files, problems } = plan;
  return {
    title,
    description,
    modules: modules.map(module => ({
      section: module.section || null,
      title: module.title,
      content_type: module.kind,
      path: module.source,
      duration: module.estimatedMinutes ?? 0,
      question_count: module.quiz?.questions.length ?? null,
    })),
    files: archived ? [] : files.map(file => file.entryPath),
    problems: [...source.problems, ...problems].map(toProblem),
  };
}

const toProblem = ({ severity, path, line, code, message }: Problem): ProblemShape => ({
  severity,
  path,
  line: line ?? null,
  code,
  message,
});
