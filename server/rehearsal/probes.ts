/** What a learner does in the first minute, and what must come back. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Targets } from './repository.ts';

export interface Probe {
  name: string;
  ok: boolean;
  /** What came back, or why it is not right. */
  detail: string;
}

interface Task {
  name: string;
  path: string;
  signedIn?: boolean;
  range?: string;
  /** Answers a sentence when the answer is not right. */
  wrong(answer: { status: number; type: string; body: Buffer }): string | null;
}

const ANSWER_MS = 20_000;
const RANGE_BYTES = 4096;

const api = (path: string) => `/api/v1${path}`;
const status = (wanted: number) => (answer: { status: number }) =>
  answer.status === wanted ? null : `answered ${answer.status}`;

export function tasksFor(targets: Targets, program: string): Task[] {
  const { courseId, moduleId, fileId, fileBytes, submissionId, submitted, userId } = targets;
  const when = (there: unknown, task: Task): Task[] => (there ? [task] : []);
  const readable = (name: string, path: string, signedIn = true): Task => ({
    name,
    path: api(path),
    signedIn,
    wrong: answer => status(200)(answer) ?? success(answer.body),
  });
  const range = Math.min(RANGE_BYTES, fileBytes);
  return [
    readable('The server is ready', '/health/ready', false),
    ...when(existsSync(join(program, 'dist', 'web', 'academy')), {
      name: 'The sign-in page',
      path: '/sign-in',
      wrong: answer => status(200)(answer) ?? (answer.type.startsWith('text/html') ? null : `is ${answer.type}`),
    }),
    readable('The academy', '/site', false),
    readable('The catalogue', '/courses', false),
    ...when(courseId, readable('A course', `/courses/${courseId}`, userId !== null)),
    ...when(userId, readable('A learner’s home', '/home')),
    ...when(userId && moduleId, readable('A lesson', `/courses/${courseId}/modules/${moduleId}`)),
    ...when(fileId && range > 0, {
      name: 'A part of a file',
      path: api(`/files/${fileId}`),
      signedIn: true,
      range: `bytes=0-${range - 1}`,
      wrong: answer =>
        status(206)(answer) ?? (answer.body.length === range ? null : `gave ${answer.body.length} of ${range} bytes`),
    }),
    ...when(submissionId, readable('An attempt’s questions', `/attempts/${submissionId}${submitted ? '/result' : ''}`)),
  ];
}

function success(body: Buffer): string | null {
  try {
    return (JSON.parse(body.toString()) as { status?: string }).status === 'success' ? null : 'answered an error';
  } catch {
    return 'did not answer JSON';
  }
}

export async function probe(origin: string, task: Task, token: string | null, signal: AbortSignal): Promise<Probe> {
  const from = performance.now();
  try {
    const answer = await fetch(origin + task.path, {
      headers: {
        ...(task.signedIn && token ? { authorization: `Bearer ${token}` } : {}),
        ...(task.range ? { range: task.range } : {}),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const wrong = task.wrong({ status: answer.status, type: answer.headers.get('content-type') ?? '', body });
    const took = `${Math.round(performance.now() - from)} ms`;
    return { name: task.name, ok: wrong === null, detail: wrong ?? took };
  } catch (error) {
    signal.throwIfAborted();
    return { name: task.name, ok: false, detail: `did not answer: ${(error as Error).message}` };
  }
}
