/** SQL of courses: the catalogue, one course with the caller's standing, and changes. */
import { anywhere, folded } from '../../platform/db/dialect.ts';
import type { Database, Queries, SqlValue } from '../../platform/db/database.ts';
import type { Page } from '../../platform/http/contract.ts';
import type { CourseCard, CourseStatus, Difficulty } from '../contract.ts';
import type { CourseFacts } from '../policy.ts';

interface CardRow extends Omit<CourseCard, 'instructor' | 'thumbnail'> {
  thumbnail_file_id: number | null;
  instructor_id: number;
  first_name: string;
  last_name: string;
  avatar_file_id: number | null;
}

interface CourseRow extends CardRow {
  teaches: number;
  created_at: string;
  mandatory_count: number;
  enrolled_at: string | null;
  completed_at: string | null;
  progress_percentage: number | null;
  last_accessed: string | null;
  certificate_id: number | null;
}

interface FactsRow {
  status: CourseStatus;
  instructor_id: number;
  enrolment_id: number | null;
  teaches: number;
}

/** A course as the use cases see it, before the caller's rights are added. */
export interface CourseRecord extends CourseFacts {
  card: CourseCard;
  created_at: string;
  enrolment: {
    enrolled_at: string;
    completed_at: string | null;
    progress_percentage: number;
    last_accessed: string | null;
    certificate_id: number | null;
  } | null;
}

export interface CatalogueFilter {
  status?: CourseStatus | undefined;
  /** Only courses that this person teaches. */
  teacherId?: number | undefined;
  search?: string | undefined;
  category?: string | undefined;
  difficulty?: Difficulty | undefined;
  sort: 'title' | 'newest' | 'popular';
  page: number;
  per_page: number;
}

/** Columns that a person sets. */
export interface CourseFields {
  title: string;
  description: string;
  category: string | null;
  difficulty_level: Difficulty;
  estimated_duration: number;
  price: number;
  capacity: number | null;
  thumbnail_file_id: number | null;
}

const CARD = `c.id, c.title, c.description, c.category, c.difficulty_level, c.estimated_duration, c.price, c.status,
  c.thumbnail_file_id, c.capacity, c.enrolled_count, c.module_count, c.version, c.published_at, c.updated_at,
  c.instructor_id, p.first_name, p.last_name, p.avatar_file_id`;
const FROM = 'from courses c join user_profiles p on p.user_id = c.instructor_id';

/** Takes the person. */
const TEACHES =
  'case when exists (select 1 from course_teachers t where t.course_id = c.id and t.user_id = ?) then 1 else 0 end as teaches';

const COURSE = `select ${CARD},
  ${TEACHES},
  c.created_at, c.mandatory_count, e.enrolled_at, e.completed_at, e.progress_percentage,
  e.last_accessed, k.id as certificate_id
  ${FROM}
  left join course_enrollments e on e.course_id = c.id and e.user_id = ? and e.status = 'active'
  left join certificates k on k.course_id = c.id and k.user_id = ? and k.revoked_at is null
  where c.id = ? and c.deleted_at is null`;

/** What every decision about a course asks, also when a lesson is read: no column that is not needed for it. */
const FACTS = `select c.status, c.instructor_id, e.id as enrolment_id,
  ${TEACHES}
  from courses c left join course_enrollments e on e.course_id = c.id and e.user_id = ? and e.status = 'active'
  where c.id = ? and c.deleted_at is null`;

const CATEGORIES = `select category, count(*) as count from courses
  where status = 'published' and deleted_at is null and category is not null group by category order by lower(category)`;

const orders = {
  title: 'lower(c.title), c.id',
  newest: 'coalesce(c.published_at, c.created_at) desc, c.id desc',
  popular: 'c.enrolled_count desc, lower(c.title), c.id',
} as const;

// Written out and not as a placeholder: SQLite uses the index on published courses only when it sees the word.
const statuses = {
  draft: `c.status = 'draft'`,
  published: `c.status = 'published'`,
  archived: `c.status = 'archived'`,
} as const;

export type Courses = ReturnType<typeof createCoursesRepository>;

export function createCoursesRepository({ read }: Database) {
  return {
    /** A page of the catalogue: two statements at any size. */
    async list(filter: CatalogueFilter): Promise<Page<CourseCard>> {
      const { where, params } = conditions(filter);
      const count = await read.get<{ n: number }>(`select count(*) as n from courses c where ${where}`, params);
      const sql = `select ${CARD} ${FROM} where ${where} order by ${orders[filter.sort]} limit ? offset ?`;
      const rows = await read.all<CardRow>(sql, [...params, filter.per_page, (filter.page - 1) * filter.per_page]);
      return { items: rows.map(toCard), total: Number(count?.n ?? 0) };
    },
    categories: async () =>
      (await read.all<{ category: string; count: number }>(CATEGORIES)).map(row => ({
        category: row.category,
        count: Number(row.count),
      })),
    /** One course with what the person is to it; 0 for a visitor. */
    async find(id: number, userId: number): Promise<CourseRecord | undefined> {
      const row = await read.get<CourseRow>(COURSE, [userId, userId, userId, id]);
      return row && { ...toRecord(row), leads: row.instructor_id === userId };
    },
    /** What the person may do with a course depends on; 0 for a visitor. */
    async facts(id: number, userId: number): Promise<CourseFacts | undefined> {
      const row = await read.get<FactsRow>(FACTS, [userId, userId, id]);
      return (
        row && {
          status: row.status,
          teaches: Boolean(row.teaches),
          leads: row.instructor_id === userId,
          enrolled: row.enrolment_id !== null,
        }
      );
    },
    /** A course of the person with exactly this title. */
    ownNamed: async (userId: number, title: string): Promise<number | undefined> =>
      (
        await read.get<{ id: number }>(
          'select id from courses where instructor_id = ? and title = ? and deleted_at is null',
          [userId, title],
        )
      )?.id,
    /** The same inside a transaction, where no other can make one of this person's meanwhile. */
    async lockOwnNamed(tx: Queries, userId: number, title: string): Promise<number | undefined> {
      await tx('users').where({ id: userId }).forUpdate().select('id');
      const course = tx('courses').where({ instructor_id: userId, title }).whereNull('deleted_at');
      return (await course.first<{ id: number } | undefined>('id'))?.id;
    },
    /** Locks the course for the rest of the transaction, so that changes of its outline happen one after another. */
    lock: (tx: Queries, id: number) =>
      tx('courses').where({ id }).whereNull('deleted_at').forUpdate().first<LockedCourse | undefined>(),
    async insert(tx: Queries, fields: CourseFields, instructorId: number, at: string): Promise<number> {
      const [row] = await tx('courses')
        .insert({
          ...fields,
          search_text: searchText(fields),
          instructor_id: instructorId,
          status: 'draft',
          created_at: at,
          updated_at: at,
        })
        .returning<{ id: number }[]>('id');
      return (row as { id: number }).id;
    },
    update: (tx: Queries, id: number, fields: CourseFields, at: string) =>
      tx('courses')
        .where({ id })
        .update({ ...fields, search_text: searchText(fields), updated_at: at }),
    touch: (tx: Queries, id: number, at: string) => tx('courses').where({ id }).update({ updated_at: at }),
    setStatus: (tx: Queries, id: number, status: CourseStatus, at: string) =>
      tx('courses').where({ id }).update({ status, updated_at: at }),
    async publish(tx: Queries, id: number, version: { number: number; outline: string; userId: number }, at: string) {
      await tx('course_versions').insert({
        course_id: id,
        number: version.number,
        outline: version.outline,
        published_by: version.userId,
        published_at: at,
      });
      await tx('courses')
        .where({ id })
        .update({ status: 'published', version: version.number, published_at: at, updated_at: at });
    },
    bin: (tx: Queries, id: number, at: string) => tx('courses').where({ id }).update({ deleted_at: at }),
    /** Anybody who ever enrolled, those who left included: their work is in the course. */
    hasLearners: async (tx: Queries, id: number): Promise<boolean> =>
      (await tx('course_enrollments').where({ course_id: id }).first('id')) !== undefined,
  };
}

export interface LockedCourse extends CourseFields {
  id: number;
  instructor_id: number;
  status: CourseStatus;
  version: number;
  enrolled_count: number;
}

function conditions(filter: CatalogueFilter): { where: string; params: SqlValue[] } {
  const parts = ['c.deleted_at is null'];
  const params: SqlValue[] = [];
  const add = (part: string, ...values: SqlValue[]) => {
    parts.push(part);
    params.push(...values);
  };
  if (filter.status) add(statuses[filter.status]);
  if (filter.teacherId !== undefined)
    add('c.id in (select t.course_id from course_teachers t where t.user_id = ?)', filter.teacherId);
  if (filter.category) add('c.category = ?', filter.category);
  if (filter.difficulty) add('c.difficulty_level = ?', filter.difficulty);
  if (filter.search?.trim()) add(`c.search_text like ? escape '\\'`, anywhere(filter.search));
  return { where: parts.join(' and '), params };
}

const searchText = ({ title, description, category }: CourseFields) =>
  folded(`${title} ${description} ${category ?? ''}`);

function toCard(row: CardRow): CourseCard {
  const { id, title, description, category, difficulty_level, estimated_duration, status, capacity } = row;
  return {
    id,
    title,
    description,
    category,
    difficulty_level,
    estimated_duration,
    status,
    capacity,
    price: Number(row.price),
    thumbnail: row.thumbnail_file_id,
    enrolled_count: row.enrolled_count,
    module_count: row.module_count,
    instructor: {
      id: row.instructor_id,
      first_name: row.first_name,
      last_name: row.last_name,
      avatar: row.avatar_file_id,
    },
    version: row.version,
    published_at: row.published_at,
    updated_at: row.updated_at,
  };
}

function toRecord(row: CourseRow): Omit<CourseRecord, 'leads'> {
  const { enrolled_at, completed_at, last_accessed, certificate_id, progress_percentage } = row;
  return {
    card: toCard(row),
    created_at: row.created_at,
    status: row.status,
    teaches: Boolean(row.teaches),
    enrolled: enrolled_at !== null,
    enrolment:
      enrolled_at === null
        ? null
        : {
            enrolled_at,
            completed_at,
            progress_percentage: Number(progress_percentage),
            last_accessed,
            certificate_id,
          },
  };
}
