/** What every scenario needs: the bench it runs against, the rows it answers, plans and their generator. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { LoadPlan, Person, Request } from '../load.ts';
import type { Figures } from '../measures.ts';
import type { Seeded } from '../seed.ts';

export interface Row {
  scenario: string;
  /** The figure aimed at; empty for what is only reported. */
  aim: string;
  measured: string;
  met: boolean | null;
  figures: Figures | Record<string, number>;
}

export interface Bench {
  port: number;
  /** Process id of the supervisor. */
  pid: number;
  seeded: Seeded;
  databaseFile: string;
  dataFolder: string;
  /** Shortens every measurement, for trying the benchmark itself. */
  seconds: number;
}

export const API = '/api/v1';
export const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
export const get = (path: string, weight = 1) => ({ method: 'GET', path: `${API}${path}`, weight });

/** Runs a plan in a process of its own, so that its work does not delay its own clock. */
export function load(plan: LoadPlan): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '../load.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    child.once('message', figures => resolve(figures as Figures));
    child.once('exit', code => code !== 0 && reject(new Error(`the load generator ended with ${code}`)));
    child.send(plan);
  });
}

/** The first people, each reading the catalogue 3 : own course 2 : own progress 1. */
export function learners({ seeded }: Bench, count: number): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const [course] = seeded.coursesOf(i) as [number];
    const requests = [
      get(`/courses?per_page=20&page=${(i % 5) + 1}`, 3),
      get(`/courses/${course}`, 2),
      get(`/courses/${course}/progress`, 1),
    ];
    return { token: seeded.tokens[i % seeded.tokens.length] as string, requests };
  });
}

/** A plan without think time: every connection asks again as soon as it was answered. */
export function closedLoop(bench: Bench, requestsOf: (person: number) => Request[], connections = 16): LoadPlan {
  const people = Array.from({ length: connections }, (_, i) => ({
    token: bench.seeded.tokens[i] as string,
    requests: requestsOf(i).map(r => ({ ...r, weight: 1 })),
  }));
  return { port: bench.port, people, think: [0, 0], rampSeconds: 1, seconds: bench.seconds };
}
