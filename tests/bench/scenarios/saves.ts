import { openClient } from '../client.ts';
import { withCpu } from './processes.ts';
import { API, type Bench, closedLoop, load, ms, type Row } from './shared.ts';

/** Durable answer saves as fast as they go. */
export async function saves(bench: Bench): Promise<Row[]> {
  const { assessmentId, questionIds, tokens } = bench.seeded;
  const attempts = await Promise.all(
    Array.from({ length: 64 }, async (_, i) => {
      const client = openClient(bench.port, tokens[i] as string);
      const reply = await client.send('POST', `${API}/assessments/${assessmentId}/attempts`, {});
      client.close();
      return (JSON.parse(reply.body.toString()) as { data: { id: number } }).data.id;
    }),
  );
  const put = (attempt: number, question: number) => ({
    method: 'PUT',
    path: `${API}/attempts/${attempt}/answers/${question}`,
    body: { answer: '22' },
  });
  const plan = closedLoop(bench, i => questionIds.map(q => put(attempts[i] as number, q)), 64);
  const { figures, cpuMs } = await withCpu(bench.pid, () => load(plan));
  return [
    {
      scenario: 'Durable answer saves, 64 at once',
      aim: '≥ 1860/s (20 × Moodle)',
      measured: `${figures.rate.toFixed(0)}/s, p95 ${ms(figures.p95)}, ${cpuMs.toFixed(2)} ms CPU each`,
      met: figures.rate >= 1860 && figures.errors === 0,
      figures: { ...figures, cpuMs },
    },
  ];
}
