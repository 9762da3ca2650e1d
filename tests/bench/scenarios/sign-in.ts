import type { LoadPlan } from '../load.ts';
import { emailOf, PASSWORD } from '../seed.ts';
import { API, type Bench, learners, load, ms, type Row } from './shared.ts';

/** Sign-in as fast as it goes while fifty learners read; the readers' p95 must not double. */
export async function signIn(bench: Bench): Promise<Row[]> {
  const readers: LoadPlan = {
    port: bench.port,
    people: learners(bench, 50),
    think: [50, 150],
    rampSeconds: 1,
    seconds: bench.seconds,
  };
  const quiet = await load(readers);
  const people = Array.from({ length: 8 }, (_, i) => ({
    token: null,
    requests: Array.from({ length: 40 }, (_attempt, k) => ({
      method: 'POST',
      path: `${API}/auth/login`,
      weight: 1,
      body: {
        email: emailOf(i * 40 + k + 1),
        password: PASSWORD,
      },
    })),
  }));
  const plan: LoadPlan = { port: bench.port, people, think: [0, 0], rampSeconds: 1, seconds: bench.seconds };
  const [figures, busy] = await Promise.all([load(plan), load(readers)]);
  const factor = busy.p95 / quiet.p95;
  return [
    {
      scenario: 'Sign-in (argon2id 19 MiB, 2 passes)',
      aim: '> 90/s',
      measured: `${figures.rate.toFixed(0)}/s, p95 ${ms(figures.p95)}, ${figures.errors} errors`,
      met: figures.rate > 90 && figures.errors === 0,
      figures,
    },
    {
      scenario: 'Reads while people sign in',
      aim: 'p95 not doubled',
      measured: `${ms(quiet.p95)} → ${ms(busy.p95)} (${factor.toFixed(1)} ×)`,
      met: factor <= 2,
      figures: { quiet: quiet.p95, busy: busy.p95 },
    },
  ];
}
