/** How settings and courses of a backup differ from those of now: pure. */
import type { CourseDifference, SettingsDifference, SettingValue } from './contract.ts';

/** A group of settings that people know, as a feature declares it. */
export interface KnownGroup {
  name: string;
  /** What holds where nothing was stored; its fields are those that exist. */
  defaults: Readonly<Record<string, unknown>>;
  /** Said to differ, never how: secrets, and what has no words, such as a picture. */
  hidden: readonly string[];
  /** Nobody chose these: the product keeps them for itself. */
  own: readonly string[];
}

type Rows = readonly { key: string; value: string }[];

/** Only what differs, by group and field, in the order in which the groups name them. */
export function compareSettings(groups: readonly KnownGroup[], now: Rows, then: Rows): SettingsDifference[] {
  const [stored, kept] = [byKey(now), byKey(then)];
  return groups.flatMap(({ name, defaults, hidden, own }) => {
    const changes = Object.keys(defaults)
      .filter(field => !own.includes(field))
      .flatMap(field => {
        const standard = JSON.stringify(defaults[field]);
        const [here, there] = [stored, kept].map(texts => texts.get(`${name}.${field}`) ?? standard);
        if (here === there) return [];
        if (hidden.includes(field)) return [{ field, hidden: true, now: null, then: null }];
        return [{ field, hidden: false, now: valueOf(here), then: valueOf(there) }];
      });
    return changes.length > 0 ? [{ group: name, changes }] : [];
  });
}

const byKey = (rows: Rows) => new Map(rows.map(({ key, value }) => [key, value]));

function valueOf(text: string | undefined): SettingValue {
  const value = JSON.parse(text ?? 'null') as unknown;
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

interface Course {
  id: number;
  title: string;
  version: number;
  created_at: string;
  updated_at: string;
}

const ORDER: Record<CourseDifference['state'], number> = {
  'only-now': 0,
  'newer-now': 1,
  'only-then': 2,
  'older-now': 3,
};

/** Only courses that differ; those of which something would be gone first, each by title. */
export function compareCourses(now: readonly Course[], then: readonly Course[]): CourseDifference[] {
  const [here, there] = [byIdentity(now), byIdentity(then)];
  return [...new Set([...here.keys(), ...there.keys()])]
    .flatMap(identity => {
      const [mine, theirs] = [here.get(identity), there.get(identity)];
      const state = stateOf(mine, theirs);
      return state ? [{ state, title: (mine ?? theirs)?.title ?? '', now: sideOf(mine), then: sideOf(theirs) }] : [];
    })
    .toSorted((one, other) => ORDER[one.state] - ORDER[other.state] || one.title.localeCompare(other.title));
}

/** After a restore ids are given anew: the moment of making tells two courses of one id apart. */
const byIdentity = (courses: readonly Course[]) =>
  new Map(courses.map(course => [`${course.id}/${course.created_at}`, course]));

const sideOf = (course: Course | undefined) =>
  course ? { version: course.version, updated_at: course.updated_at } : null;

function stateOf(mine: Course | undefined, theirs: Course | undefined): CourseDifference['state'] | null {
  if (!theirs) return 'only-now';
  if (!mine) return 'only-then';
  if (mine.version !== theirs.version) return mine.version > theirs.version ? 'newer-now' : 'older-now';
  if (mine.updated_at === theirs.updated_at) return null;
  return mine.updated_at > theirs.updated_at ? 'newer-now' : 'older-now';
}
