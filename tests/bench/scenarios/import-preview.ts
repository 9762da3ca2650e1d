import { setTimeout as pause } from 'node:timers/promises';
import { emailOf } from '../seed.ts';
import { administrator } from './lists.ts';
import { API, type Bench, type Row } from './shared.ts';

const ROWS = 10_000;
const AIM_SECONDS = 3;
const PATIENCE_MS = 120_000;

/** A file of people, half of whom are there already: from the upload to the preview of every row. */
export async function importPreview(bench: Bench): Promise<Row[]> {
  const client = await administrator(bench);
  const lines = Array.from({ length: ROWS }, (_, n) => {
    const email = n % 2 === 0 ? emailOf(n + 1) : `new${n}@example.org`;
    return `${email},Learner,Number ${n},Class ${n % 40}`;
  });
  const content = Buffer.from(`email,first name,last name,organization\n${lines.join('\n')}\n`).toString('base64');
  const ask = async (method: string, path: string, body?: unknown) => {
    const reply = await client.send(method, `${API}${path}`, body);
    return (JSON.parse(reply.body.toString()) as { data: { id: number; state: string; figures: object } }).data;
  };
  const from = performance.now();
  let read = await ask('POST', '/users/imports', { name: 'people.csv', content });
  while (read.state.endsWith('ing') && performance.now() - from < PATIENCE_MS) {
    await pause(20);
    read = await ask('GET', `/users/imports/${read.id}`);
  }
  const seconds = (performance.now() - from) / 1000;
  await client.send('DELETE', `${API}/users/imports/${read.id}`);
  client.close();
  return [
    {
      scenario: `Preview of an import of ${ROWS} people`,
      aim: `< ${AIM_SECONDS} s`,
      measured: `${seconds.toFixed(1)} s, ${read.state}, ${JSON.stringify(read.figures)}`,
      met: read.state === 'preview' && seconds < AIM_SECONDS,
      figures: { seconds },
    },
  ];
}
