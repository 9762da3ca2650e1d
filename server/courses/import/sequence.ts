import type { AdmittedFile } from './admit.ts';
import type { LessonFile } from './lesson-file.ts';
import { naturalOrder } from './names.ts';
import { nameOf } from './paths.ts';

const HOME = /^(readme|index)\.(md|markdown)$/i;

/**
 * Files in the order of the course. Inside each folder: README or index first, then what gives an `order`, then natural
 * order of names. A folder stands where its name falls among its neighbours, or where its own README's `order` puts it.
 */
export function inCourseOrder(
  files: readonly AdmittedFile[],
  lessons: ReadonlyMap<string, LessonFile>,
): AdmittedFile[] {
  const orders = new Map<string, number>();
  for (const { path, values } of lessons.values()) {
    if (values.order === undefined) continue;
    const home = HOME.test(nameOf(path)) && path.includes('/');
    orders.set(home ? path.slice(0, path.lastIndexOf('/')) : path, values.order);
  }
  return [...files].sort((a, b) => compare(a.path, b.path, orders));
}

function compare(a: string, b: string, orders: ReadonlyMap<string, number>): number {
  const left = a.split('/');
  const right = b.split('/');
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  if (at >= left.length || at >= right.length) return left.length - right.length;
  const rank = (names: string[]) => {
    const name = names[at] ?? '';
    if (HOME.test(name) && at === names.length - 1) return Number.NEGATIVE_INFINITY;
    return orders.get(names.slice(0, at + 1).join('/')) ?? Number.POSITIVE_INFINITY;
  };
  const [first, second] = [rank(left), rank(right)];
  if (first !== second) return first < second ? -1 : 1;
  return naturalOrder(left[at] ?? '', right[at] ?? '');
}
