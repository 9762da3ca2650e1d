import type { LoadPlan } from '../load.ts';
import { withCpu } from './processes.ts';
import { API, type Bench, load, type Row } from './shared.ts';

const CONNECTIONS = 16;

/** What it costs a request to know whose it is: two answers without content, one for visitors and one for people. */
export async function session(bench: Bench): Promise<Row[]> {
  const plan = (tokenOf: (person: number) => string | null, request: { method: string; path: string }): LoadPlan => ({
    port: bench.port,
    people: Array.from({ length: CONNECTIONS }, (_, i) => ({
      token: tokenOf(i),
      requests: [{ ...request, weight: 1 }],
    })),
    think: [0, 0],
    rampSeconds: 1,
    seconds: bench.seconds,
  });
  const open = plan(() => null, { method: 'GET', path: `${API}/health/live` });
  const guarded = plan(i => bench.seeded.tokens[i] as string, { method: 'POST', path: `${API}/auth/activity` });
  const visitors = await withCpu(bench.pid, () => load(open));
  const people = await withCpu(bench.pid, () => load(guarded));
  const [without, withSession] = [visitors.cpuMs * 1000, people.cpuMs * 1000];
  const added = withSession - without;
  return [
    {
      scenario: 'Session, roles and permissions of a request',
      aim: '< 60 µs CPU',
      measured: `${added.toFixed(0)} µs (${without.toFixed(0)} → ${withSession.toFixed(0)} µs), ${people.figures.errors} errors`,
      met: added < 60 && people.figures.errors === 0,
      figures: { added, without, withSession },
    },
  ];
}
