/** Modules of a course: the outline, their content, their order. */
import type { z } from 'zod';
import type { ContentFile } from '../media/contract.ts';
import { instant, MINUTE, SECOND } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { ContentType, Module, ModuleHead, NewModule as NewModuleShape } from './contract.ts';
import { filesNamedIn, renderWithFiles } from './lessons.ts';
import { moved, placeFor, sameModules } from './ordering.ts';
import { mayEdit, requireEdit, requireInside, requireSeen } from './policy.ts';
import type { ModuleFields, ModuleRecord, Rendered } from './repository/modules.ts';
import { act, type CoursesDeps } from './service.ts';

export type NewModule = z.output<typeof NewModuleShape>;
type ModuleChange = Partial<NewModule>;
interface Placing {
  id: number;
  section: string | null;
}

const NO_MODULE = 'There is no such module in this course.';

export type ModulesService = ReturnType<typeof createModulesService>;

export function createModulesService(deps: CoursesDeps) {
  const { courses, modules, work } = deps;
  const read = (courseId: number, id: number, actor: Actor) => readModule(deps, courseId, id, actor);
  return {
    async outline(courseId: number, actor: Actor | null): Promise<ModuleHead[]> {
      const course = requireSeen(actor, await courses.facts(courseId, actor?.userId ?? 0));
      return modules.heads(courseId, actor?.userId ?? 0, course.enrolled);
    },
    read,
    async add(courseId: number, fields: NewModule, actor: Actor): Promise<Module> {
      requireEdit(actor, await courses.facts(courseId, actor.userId));
      const prepared = await prepare(deps, fields, newFields(fields), actor);
      const id = await work.run(async unit => {
        const made = await insertModule(deps, unit, courseId, prepared, fields.order_index);
        await unit.record(act(actor, 'module.create', made, 'module'));
        return made;
      });
      return read(courseId, id, actor);
    },
    async update(courseId: number, id: number, change: ModuleChange, actor: Actor): Promise<Module> {
      requireEdit(actor, await courses.facts(courseId, actor.userId));
      const seen = toFields(found(await modules.find(courseId, id, actor.userId, false), NO_MODULE));
      const prepared = await prepare(deps, change, { ...seen, ...given(change) }, actor);
      await work.run(unit => changeModule(deps, unit, { courseId, id, actor }, prepared, change));
      return read(courseId, id, actor);
    },
    async remove(courseId: number, id: number, actor: Actor): Promise<void> {
      requireEdit(actor, await courses.facts(courseId, actor.userId));
      await work.run(async unit => {
        found(await courses.lock(unit.tx, courseId), NO_MODULE);
        const stored = found(await modules.stored(unit.tx, courseId, id), NO_MODULE);
        await modules.remove(unit.tx, id);
        await modules.setOrder(unit.tx, await modules.ids(unit.tx, courseId));
        await settle(deps, unit, courseId, stored.is_mandatory);
        await unit.record(act(actor, 'module.remove', id, 'module'));
      });
    },
    async reorder(courseId: number, placings: readonly Placing[], actor: Actor): Promise<ModuleHead[]> {
      const course = requireEdit(actor, await courses.facts(courseId, actor.userId));
      await work.run(async unit => {
        found(await courses.lock(unit.tx, courseId), NO_MODULE);
        const ids = placings.map(placing => placing.id);
        if (!sameModules(await modules.ids(unit.tx, courseId), ids))
          refuse(
            'CONFLICT',
            'The modules of this course have changed meanwhile. Reload the page and order them again.',
          );
        const sections = new Map(placings.map(placing => [placing.id, placing.section]));
        await modules.setOrder(unit.tx, ids, sections);
        await settle(deps, unit, courseId, false);
        await unit.record(act(actor, 'module.reorder', courseId));
      });
      return modules.heads(courseId, actor.userId, course.enrolled);
    },
    /** Inside another feature's transaction: an empty quiz module at the end of the course. Answers its id. */
    addQuizModule: (unit: Unit, courseId: number, title: string, duration: number) =>
      insertModule(deps, unit, courseId, {
        fields: newFields({ title: title.slice(0, 200), content_type: 'quiz', duration }),
        rendered: null,
        fileIds: [],
      }),
  };
}

async function readModule(
  { courses, modules, files }: CoursesDeps,
  courseId: number,
  id: number,
  actor: Actor,
): Promise<Module> {
  const course = requireInside(actor, await courses.facts(courseId, actor.userId));
  const record = found(await modules.find(courseId, id, actor.userId, course.enrolled), NO_MODULE);
  const file = record.file_id === null ? null : (await files.describe([record.file_id])).get(record.file_id);
  return {
    ...record.head,
    content: mayEdit(actor, course) ? record.content : null,
    html: record.rendered?.html ?? null,
    headings: record.rendered?.headings ?? [],
    file: file ?? null,
    captions: record.captions,
    updated_at: record.updated_at,
  };
}

/** A module checked and rendered, ready to be written. */
export interface PreparedModule {
  fields: ModuleFields;
  rendered: Rendered | null;
  /** Every file that it refers to. */
  fileIds: number[];
}

/**
 * Checks the files that a module refers to and renders its text. Files that it refers to already are not asked about
 * again: another editor may have brought them. Refuses with VALIDATION_ERROR naming the field.
 */
export async function prepare(
  { files }: Pick<CoursesDeps, 'files'>,
  change: ModuleChange,
  fields: ModuleFields,
  actor: Actor,
): Promise<PreparedModule> {
  const asked = [change.file_id ?? [], (change.captions ?? []).map(c => c.file_id)].flat();
  const kept = [fields.file_id ?? [], fields.captions.map(c => c.file_id)].flat();
  const named = fields.content_type === 'markdown' ? filesNamedIn(fields.content ?? '') : [];
  const usable = await files.usable([...asked, ...kept, ...named], actor);
  const { file_id, content_type, captions } = change;
  if (fields.file_id && (file_id || content_type)) requireKind(usable.get(fields.file_id), fields.content_type);
  for (const [i, caption] of (captions ?? []).entries())
    if (usable.get(caption.file_id)?.kind !== 'captions')
      refuse('VALIDATION_ERROR', 'This is no caption file of yours.', { field: `captions.${i}.file_id` });
  if (fields.content_type !== 'markdown')
    return { fields: withDuration(fields, change, usable), rendered: null, fileIds: kept };
  const lesson = renderWithFiles(fields.content ?? '', usable);
  const duration =
    fields.duration || change.duration !== undefined || !fields.content?.trim() ? fields.duration : lesson.minutes;
  return { fields: { ...fields, duration }, rendered: lesson.rendered, fileIds: [...kept, ...lesson.used] };
}

const kinds: Record<ContentType, readonly ContentFile['kind'][]> = {
  markdown: [],
  quiz: [],
  video: ['video'],
  audio: ['audio'],
  pdf: ['pdf'],
  file: ['image', 'video', 'audio', 'pdf', 'document', 'captions', 'markdown', 'archive'],
};

function requireKind(file: ContentFile | undefined, type: ContentType): void {
  if (!file) refuse('VALIDATION_ERROR', 'There is no such file among those that you may use.', { field: 'file_id' });
  if (!kinds[type].includes(file.kind))
    refuse('VALIDATION_ERROR', `“${file.original_name}” does not fit a module of this kind.`, { field: 'file_id' });
}

/** A film or sound tells its own length when nobody else does. */
function withDuration(fields: ModuleFields, change: ModuleChange, files: ReadonlyMap<number, ContentFile>) {
  const seconds = files.get(change.file_id ?? 0)?.duration;
  if (change.duration !== undefined || !seconds) return fields;
  return { ...fields, duration: Math.max(1, Math.round((seconds * SECOND) / MINUTE)) };
}

/** Writes a new module at its place, by default the last one. */
export async function insertModule(
  deps: CoursesDeps,
  unit: Unit,
  courseId: number,
  { fields, rendered, fileIds }: PreparedModule,
  wished?: number,
): Promise<number> {
  const { courses, modules, files, clock } = deps;
  found(await courses.lock(unit.tx, courseId), 'There is no such course.');
  const ids = await modules.ids(unit.tx, courseId);
  const at = instant(clock.now());
  const place = placeFor(wished, ids.length);
  const id = await modules.insert(unit.tx, { courseId, order_index: place }, fields, rendered, at);
  if (place < ids.length) await modules.setOrder(unit.tx, moved([...ids, id], id, place));
  await modules.setFiles(unit.tx, courseId, id, fileIds);
  await files.adopt(unit.tx, fileIds, courseId);
  await settle(deps, unit, courseId, fields.is_mandatory);
  return id;
}

async function changeModule(
  deps: CoursesDeps,
  unit: Unit,
  { courseId, id, actor }: { courseId: number; id: number; actor: Actor },
  { fields, rendered, fileIds }: PreparedModule,
  change: ModuleChange,
): Promise<void> {
  const { courses, modules, files, clock } = deps;
  found(await courses.lock(unit.tx, courseId), NO_MODULE);
  const before = found(await modules.stored(unit.tx, courseId, id), NO_MODULE);
  await modules.update(unit.tx, id, fields, rendered, instant(clock.now()));
  if (change.order_index !== undefined)
    await modules.setOrder(unit.tx, moved(await modules.ids(unit.tx, courseId), id, change.order_index));
  await modules.setFiles(unit.tx, courseId, id, fileIds);
  await files.adopt(unit.tx, fileIds, courseId);
  await settle(deps, unit, courseId, before.is_mandatory !== fields.is_mandatory);
  await unit.record(act(actor, 'module.update', id, 'module'));
}

/** Counters and facts after any change of the outline. */
async function settle({ courses, modules, clock }: CoursesDeps, unit: Unit, courseId: number, mandatory: boolean) {
  await modules.recount(unit.tx, courseId);
  await courses.touch(unit.tx, courseId, instant(clock.now()));
  unit.announce('course.changed', { courseId });
  if (mandatory) unit.announce('course.outline-changed', { courseId });
}

export function newFields(fields: NewModule): ModuleFields {
  return {
    section: fields.section ?? null,
    title: fields.title,
    description: fields.description ?? null,
    duration: fields.duration ?? 0,
    content_type: fields.content_type,
    content: fields.content ?? null,
    is_mandatory: fields.is_mandatory ?? true,
    file_id: fields.file_id ?? null,
    captions: fields.captions ?? [],
  };
}

function toFields({ head, content, file_id, captions }: ModuleRecord): ModuleFields {
  const { section, title, description, duration, content_type, is_mandatory } = head;
  return { section, title, description, duration, content_type, is_mandatory, content, file_id, captions };
}

/** The fields of the change that are columns and were given. */
function given({ order_index: _place, ...change }: ModuleChange): Partial<ModuleFields> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
