import { openClient } from '../client.ts';
import { figuresOf } from '../measures.ts';
import { emailOf, PASSWORD } from '../seed.ts';
import { API, type Bench, ms, type Row } from './shared.ts';

const TIMES_EACH = 20;

/** The list of users at its worst pages, orders and filters, one request at a time. */
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
  const visitor = openClient(bench.port, null);
  const signedIn = await visitor.send('POST', `${API}/auth/login`, { email: emailOf(0), password: PASSWORD });
  visitor.close();
  const { token } = (JSON.parse(signedIn.body.toString()) as { data: { token: string } }).data;
  const client = openClient(bench.port, token);
  const times: number[] = [];
  let errors = 0;
  for (const query of queries) {
    for (let n = 0; n < TIMES_EACH; n++) {
      const from = performance.now();
      const { status } = await client.send('GET', `${API}/users?${query}`);
      times.push(performance.now() - from);
      if (status !== 200) errors++;
    }
  }
  client.close();
  const figures = figuresOf(times, errors, times.reduce((sum, t) => sum + t, 0) / 1000);
  return [
    {
      scenario: `List of ${bench.seeded.people} users, any page and filter`,
      aim: 'slowest < 100 ms',
      measured: `p50 ${ms(figures.p50)}, slowest ${ms(figures.max)}, ${errors} errors`,
      met: figures.max < 100 && errors === 0,
      figures,
    },
  ];
}
