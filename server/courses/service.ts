/** Courses: the catalogue, and their facts. Modules, publishing and imports have files of their own. */
import type { z } from 'zod';
import { type Clock, instant } from '../platform/clock.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Input, Page } from '../platform/http/contract.ts';
import type { Course, CourseCard, courseEndpoints, NewCourse } from './contract.ts';
import type { CourseFiles } from './files.ts';
import { mayEdit, requireEdit, requireLead, requireSeen, scopeOf } from './policy.ts';
import type { CourseFields, Courses, LockedCourse } from './repository/courses.ts';
import type { Modules } from './repository/modules.ts';
import type { Team } from './team/repository.ts';

export interface CoursesDeps {
  courses: Courses;
  modules: Modules;
  team: Team;
  files: CourseFiles;
  work: Work;
  clock: Clock;
}

export type NewCourse = z.output<typeof NewCourse>;
type CourseChange = Partial<NewCourse>;
type CatalogueQuery = Input<typeof courseEndpoints.list>['query'];

export type CoursesService = ReturnType<typeof createCoursesService>;

export function createCoursesService(deps: CoursesDeps) {
  const { courses, work, clock } = deps;
  const read = (id: number, actor: Actor | null) => readCourse(deps, id, actor);
  return {
    async list(query: CatalogueQuery, actor: Actor | null): Promise<Page<CourseCard>> {
      const scope = scopeOf(actor, { mine: query.mine === 'true', status: query.status });
      return courses.list({ ...query, ...scope, difficulty: query.difficulty_level });
    },
    categories: () => courses.categories(),
    read,
    async create(fields: NewCourse, actor: Actor): Promise<Course> {
      await requireCover(deps, fields.thumbnail, actor);
      const id = await work.run(async ({ tx, record }) => {
        const made = await courses.insert(tx, withDefaults(fields), actor.userId, instant(clock.now()));
        await publishCover(deps, tx, fields.thumbnail, made);
        await record(act(actor, 'course.create', made));
        return made;
      });
      return read(id, actor);
    },
    async update(id: number, change: CourseChange, actor: Actor): Promise<Course> {
      const { card } = requireEdit(actor, await courses.find(id, actor.userId));
      if (change.thumbnail !== card.thumbnail) await requireCover(deps, change.thumbnail, actor);
      await work.run(async ({ tx, record, announce }) => {
        const present = found(await courses.lock(tx, id), 'There is no such course.');
        requireRoom(change.capacity, present.enrolled_count);
        await courses.update(tx, id, changed(present, change), instant(clock.now()));
        await publishCover(deps, tx, change.thumbnail, id);
        await record({ ...act(actor, 'course.update', id), details: { fields: Object.keys(change) } });
        announce('course.changed', { courseId: id });
      });
      return read(id, actor);
    },
    async remove(id: number, actor: Actor): Promise<void> {
      requireLead(actor, await courses.facts(id, actor.userId));
      await work.run(async ({ tx, record, announce }) => {
        found(await courses.lock(tx, id), 'There is no such course.');
        if (await courses.hasLearners(tx, id))
          refuse('COURSE_NOT_EMPTY', 'People have learned in this course. Archive it instead: they keep their work.');
        await courses.bin(tx, id, instant(clock.now()));
        await record(act(actor, 'course.remove', id));
        announce('course.changed', { courseId: id });
      });
    },
  };
}

/** The course as the caller sees it. Refuses with NOT_FOUND when it is not for their eyes. */
export async function readCourse({ courses, team }: CoursesDeps, id: number, actor: Actor | null): Promise<Course> {
  const [record, others] = await Promise.all([courses.find(id, actor?.userId ?? 0), team.of(id)]);
  const { card, created_at, enrolment, ...facts } = requireSeen(actor, record);
  const co_instructors = others.map(({ added_at: _since, ...person }) => person);
  return { ...card, created_at, co_instructors, standing: { may_edit: mayEdit(actor, facts), enrolment } };
}

export const act = (actor: Pick<Actor, 'userId'>, action: string, resourceId: number, resourceType = 'course') => ({
  userId: actor.userId,
  action,
  resourceType,
  resourceId,
});

export function withDefaults(fields: NewCourse): CourseFields {
  return {
    title: fields.title,
    description: fields.description ?? '',
    category: fields.category ?? null,
    difficulty_level: fields.difficulty_level ?? 'beginner',
    estimated_duration: fields.estimated_duration ?? 0,
    price: fields.price ?? 0,
    capacity: fields.capacity ?? null,
    thumbnail_file_id: fields.thumbnail ?? null,
  };
}

function changed(present: LockedCourse, change: CourseChange): CourseFields {
  const { thumbnail, ...rest } = change;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const { title, description, category, difficulty_level, estimated_duration, capacity } = present;
  return {
    title,
    description,
    category,
    difficulty_level,
    estimated_duration,
    capacity,
    price: Number(present.price),
    thumbnail_file_id: thumbnail === undefined ? present.thumbnail_file_id : thumbnail,
    ...given,
  };
}

function requireRoom(capacity: number | null | undefined, enrolled: number): void {
  if (capacity && capacity < enrolled)
    refuse('CONFLICT', `${enrolled} people are enrolled already; there cannot be fewer places.`, { field: 'capacity' });
}

async function requireCover({ files }: CoursesDeps, id: number | null | undefined, actor: Actor): Promise<void> {
  if (!id) return;
  const file = (await files.usable([id], actor)).get(id);
  if (file?.kind !== 'image')
    refuse('VALIDATION_ERROR', 'The cover must be a picture that you uploaded.', { field: 'thumbnail' });
}

async function publishCover({ files }: CoursesDeps, tx: Queries, id: number | null | undefined, courseId: number) {
  if (!id) return;
  await files.adopt(tx, [id], courseId);
  await files.makePublic(tx, id);
}
