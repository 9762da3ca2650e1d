/** Lists as an administrator asks for them, at their worst pages, orders and filters: one request at a time. */
import { type Client, openClient } from '../client.ts';
import { figuresOf } from '../measures.ts';
import { emailOf, PASSWORD } from '../seed.ts';
import { API, type Bench, ms, type Row } from './shared.ts';

const TIMES_EACH = 20;

/** Signed in anew, so that what asks for a recent proof of identity is open too. */
export async function administrator({ port }: Bench): Promise<Client> {
  const visitor = openClient(port, null);
  const signedIn = await visitor.send('POST', `${API}/auth/login`, { email: emailOf(0), password: PASSWORD });
  visitor.close();
  const { token } = (JSON.parse(signedIn.body.toString()) as { data: { token: string } }).data;
  return openClient(port, token);
}

/** Each path so many times; the slowest answer counts, and which one it was is told. */
export async function listsOf(bench: Bench, scenario: string, paths: readonly string[]): Promise<Row> {
  const client = await administrator(bench);
  const times: number[] = [];
  let errors = 0;
  let slowest = { path: '', ms: 0 };
  for (const path of paths) {
    for (let n = 0; n < TIMES_EACH; n++) {
      const from = performance.now();
      const { status } = await client.send('GET', `${API}${path}`);
      const took = performance.now() - from;
      times.push(took);
      if (took > slowest.ms) slowest = { path, ms: took };
      if (status !== 200) errors++;
    }
  }
  client.close();
  const figures = figuresOf(times, errors, times.reduce((sum, t) => sum + t, 0) / 1000);
  return {
    scenario,
    aim: 'slowest < 100 ms',
    measured: `p50 ${ms(figures.p50)}, slowest ${ms(figures.max)} (${slowest.path}), ${errors} errors`,
    met: figures.max < 100 && errors === 0,
    figures,
  };
}
