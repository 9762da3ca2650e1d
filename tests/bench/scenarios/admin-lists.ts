import { listsOf } from './lists.ts';
import type { Bench, Row } from './shared.ts';

/** The list of users. */
export async function adminLists(bench: Bench): Promise<Row[]> {
  const lastPage = Math.floor(bench.seeded.people / 20);
  const queries = [
    'page=1',
    `page=${lastPage}`,
    `page=${lastPage}&sort=last_sign_in_at&order=desc`,
    `page=${lastPage >> 1}&sort=email`,
    'search=number%2099',
    'search=nobody%20is%20called%20so',
    `page=${lastPage >> 1}&role=student&state=active`,
  ];
  const paths = queries.map(query => `/users?${query}`);
  return [await listsOf(bench, `List of ${bench.seeded.people} users, any page and filter`, paths)];
}
