import { openClient } from '../client.ts';
import { figuresOf } from '../measures.ts';
import { API, type Bench, ms, type Row } from './shared.ts';

const EXAM_PEOPLE = 300;
const EXAM_START_MS = 10_000;
const AUTOSAVE_MS = 15_000;

/** 300 learners begin a timed exam within 10 s and save an answer every 15 s; every acknowledgement is counted again afterwards. */
export async function exam(bench: Bench): Promise<Row[]> {
  const times: number[] = [];
  const rounds = Math.max(1, Math.round((bench.seconds * 2) / 15));
  let acknowledged = 0;
  let errors = 0;
  let found = 0;
  const timed = async <T>(use: () => Promise<T>) => {
    const from = performance.now();
    const result = await use();
    times.push(performance.now() - from);
    return result;
  };
  const sleep = (pause: number) => new Promise(resolve => setTimeout(resolve, pause));
  await Promise.all(
    Array.from({ length: EXAM_PEOPLE }, async (_, i) => {
      await sleep((i / EXAM_PEOPLE) * EXAM_START_MS);
      const client = openClient(bench.port, bench.seeded.tokens[i] as string);
      const started = await timed(() =>
        client.send('POST', `${API}/assessments/${bench.seeded.assessmentId}/attempts`, {}),
      );
      if (started.status >= 300) return void errors++;
      const { data } = JSON.parse(started.body.toString()) as { data: { id: number } };
      const saved = new Map<number, string>();
      for (let round = 0; round < rounds; round++) {
        const questionId = bench.seeded.questionIds[round % bench.seeded.questionIds.length] as number;
        const answer = `answer ${i}-${round}`;
        const reply = await timed(() =>
          client.send('PUT', `${API}/attempts/${data.id}/answers/${questionId}`, { answer }),
        );
        if (reply.status === 200) saved.set(questionId, answer);
        else errors++;
        await sleep(AUTOSAVE_MS);
      }
      acknowledged += saved.size;
      const again = await client.send('GET', `${API}/attempts/${data.id}`);
      const { answers } = (
        JSON.parse(again.body.toString()) as { data: { answers: { question_id: number; answer: string }[] } }
      ).data;
      found += answers.filter(a => saved.get(a.question_id) === a.answer).length;
      client.close();
    }),
  );
  const figures = figuresOf(times, errors, (EXAM_START_MS + rounds * AUTOSAVE_MS) / 1000);
  return [
    {
      scenario: `Exam start, ${EXAM_PEOPLE} learners, autosave every 15 s`,
      aim: 'p95 < 250 ms, nothing lost',
      measured: `p95 ${ms(figures.p95)}, ${acknowledged} acknowledged, ${acknowledged - found} lost, ${errors} errors`,
      met: figures.p95 < 250 && acknowledged === found && errors === 0,
      figures: { ...figures, acknowledged, lost: acknowledged - found },
    },
  ];
}
