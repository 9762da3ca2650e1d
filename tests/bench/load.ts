/** The load generator, a process of its own: reads its plan from the command line, prints its figures as one JSON line. */
import { openClient, type Client } from './client.ts';
import { type Figures, figuresOf } from './measures.ts';

export interface Request {
  method: string;
  path: string;
  body?: unknown;
}

/** One virtual person: the requests they choose from by weight. */
export interface Person {
  token: string | null;
  requests: (Request & { weight: number })[];
}

export interface LoadPlan {
  port: number;
  people: Person[];
  /** Pause between requests, milliseconds from–to; 0–0 is a closed loop. */
  think: [number, number];
  /** Everybody has begun after this many seconds. */
  rampSeconds: number;
  /** Measured seconds after the ramp. */
  seconds: number;
  headers?: string;
}

const sleep = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

function choose(person: Person): Request {
  const total = person.requests.reduce((sum, r) => sum + r.weight, 0);
  let at = Math.random() * total;
  return person.requests.find(r => (at -= r.weight) < 0) ?? (person.requests[0] as Request);
}

export async function runLoad(plan: LoadPlan): Promise<Figures> {
  const times: number[] = [];
  let errors = 0;
  let served = 0;
  const begin = performance.now();
  const measureFrom = begin + plan.rampSeconds * 1000;
  const end = measureFrom + plan.seconds * 1000;
  const [least, most] = plan.think;
  const pause = () => sleep(least + Math.random() * (most - least));

  const once = async (client: Client, person: Person) => {
    const { method, path, body } = choose(person);
    const from = performance.now();
    const ok = await client.send(method, path, body).then(
      reply => reply.status < 400,
      () => false,
    );
    const now = performance.now();
    served++;
    if (now < measureFrom || now > end) return;
    times.push(now - from);
    if (!ok) errors++;
  };
  const live = async (person: Person, index: number) => {
    await sleep((index / plan.people.length) * plan.rampSeconds * 1000);
    const client = openClient(plan.port, person.token, plan.headers);
    while (performance.now() < end) {
      await once(client, person);
      if (most > 0) await pause();
    }
    client.close();
  };
  await Promise.all(plan.people.map(live));
  return figuresOf(times, errors, plan.seconds, served);
}

process.on('message', (plan: LoadPlan) => {
  void runLoad(plan).then(figures => process.send?.(figures, () => process.disconnect()));
});
