import { SCHOOL } from '../acts.ts';
import { listsOf } from './lists.ts';
import type { Bench, Row } from './shared.ts';

const PAGE = 25;

/** Looking for acts: filters that leave nearly nothing and nearly everything, at their first, middle and last pages. */
export async function audit(bench: Bench): Promise<Row[]> {
  const { acts } = bench.seeded;
  // About as many pages as each filter has.
  const paged = (query: string, share: number) => {
    const last = Math.max(1, Math.floor((acts * share) / PAGE));
    return [1, Math.ceil(last / 2), last].map(page => `/activity?per_page=${PAGE}&page=${page}${query}`);
  };
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const groups: Record<string, string[]> = {
    'any page': paged('', 1),
    'by act, kind and thing': [
      ...paged('&action=session.sign-in', 0.45),
      ...paged('&action=session', 0.63),
      ...paged('&action=site.update', 0.01),
      ...paged('&resource_type=user', 0.68),
      ...paged('&resource_type=course&resource_id=7', 0.001),
    ],
    'by person': [
      ...paged('&who=learner', 0.94),
      ...paged('&who=number%2099', 0.01),
      ...paged('&who=nobody%20is%20called%20so', 0),
      ...paged('&user_id=500', 0.0001),
    ],
    'by address and time': [
      ...paged(`&address=${SCHOOL}`, 0.5),
      ...paged('&address=10.5.', 0.005),
      ...paged(`&to=${anHourAgo}`, 1),
      ...paged(`&from=${anHourAgo}`, 0),
    ],
    'by text': [...paged('&text=instructor', 0.02), ...paged('&text=number%204711', 0), ...paged('&text=zzzz', 0)],
  };
  const rows: Row[] = [];
  for (const [name, paths] of Object.entries(groups))
    rows.push(await listsOf(bench, `Audit of ${acts} acts, ${name}`, paths));
  return rows;
}
