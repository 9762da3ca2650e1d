/** A backup of a gigabyte of database beside people who save: what they notice of it, and what it reads again. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runApart } from '../../../server/backups/apart.ts';
import { openClient } from '../client.ts';
import { grow } from '../growing.ts';
import { API, type Bench, load, ms, type Row } from './shared.ts';

const DATABASE_BYTES = 1_000_000_000;
const ROW_BYTES = 20_000;
const MEDIA = { files: 20, bytes: 10_000_000 };
const WRITERS = 32;
/** Milliseconds between two saves of one person: about 200 saves a second in all. */
const THINK: [number, number] = [100, 220];

export async function backup(bench: Bench): Promise<Row[]> {
  grow(bench.databaseFile, DATABASE_BYTES, ROW_BYTES);
  const media = join(bench.dataFolder, 'media', 'courses', 'videos');
  mkdirSync(media, { recursive: true });
  for (let i = 0; i < MEDIA.files; i++) writeFileSync(join(media, `bench-${i}.mp4`), randomBytes(MEDIA.bytes));
  const plan = await saving(bench);
  const quiet = await load({ ...plan, seconds: bench.seconds });

  const from = performance.now();
  const first = make(bench);
  // Measured for as long as the backup is likely to take on the smallest machine; the rate is reported beside it.
  const [{ result }, meanwhile] = await Promise.all([first, load({ ...plan, seconds: Math.max(20, bench.seconds) })]);
  const seconds = (performance.now() - from) / 1000;
  const again = (await make(bench)).result;
  const secrets = result.files_read - MEDIA.files;
  const readAgain = Math.max(0, again.files_read - secrets) * MEDIA.bytes;
  const size = statSync(bench.databaseFile).size / 1e9;
  return [
    {
      scenario: `Saves while ${size.toFixed(1)} GB are backed up`,
      aim: 'p99 < 100 ms',
      measured: `p99 ${ms(meanwhile.p99)} (quiet ${ms(quiet.p99)}), ${meanwhile.rate.toFixed(0)}/s, ${meanwhile.errors} errors, ${seconds.toFixed(0)} s in all`,
      met: meanwhile.p99 < 100 && meanwhile.errors === 0,
      figures: { ...meanwhile, quietP99: quiet.p99, seconds },
    },
    {
      scenario: 'Unchanged media read again by the next backup',
      aim: '0 bytes',
      measured: `${readAgain} bytes; ${(again.new_bytes / 1e6).toFixed(1)} MB new of ${(again.bytes / 1e6).toFixed(0)} MB`,
      met: readAgain === 0,
      figures: { readAgain, newBytes: again.new_bytes, bytes: again.bytes },
    },
  ];
}

function make({ dataFolder }: Bench) {
  const about = { dataFolder, databaseUrl: undefined, place: 0, version: 'bench' };
  const task = { ...about, do: 'create', kind: 'manual', reason: null, site: { key: 'bench', name: 'Bench' } } as const;
  return runApart(task, { signal: new AbortController().signal });
}

async function saving({ seeded, port }: Bench) {
  const people = await Promise.all(
    Array.from({ length: WRITERS }, async (_, i) => {
      const token = seeded.tokens[i] as string;
      const client = openClient(port, token);
      const reply = await client.send('POST', `${API}/assessments/${seeded.assessmentId}/attempts`, {});
      client.close();
      const { data } = JSON.parse(reply.body.toString()) as { data: { id: number } };
      const requests = seeded.questionIds.map(question => ({
        method: 'PUT',
        path: `${API}/attempts/${data.id}/answers/${question}`,
        body: { answer: '22' },
        weight: 1,
      }));
      return { token, requests };
    }),
  );
  return { port, people, think: THINK, rampSeconds: 1 };
}
