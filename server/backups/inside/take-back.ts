/** Brings one course, person or attempt from an open backup back into the academy, with the files that belong to it. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Clock, instant } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { Unit, Work } from '../../platform/db/work.ts';
import type { Actor } from '../../platform/http/actor.ts';
import { extractBackup } from '../extract.ts';
import type { InsideKind, Taken } from './contract.ts';
import { placeHolding } from './opening.ts';
import { orderAfter, PLANS, type Step } from './plan-rules.ts';
import { bring, instructorOr, lessonIds, rowsOfStep, settleCourse, settleEnrolments } from './repository.ts';

export interface TakeBackDeps {
  work: Work;
  clock: Clock;
  dataFolder: string;
}

type Row = Record<string, unknown>;
interface Wanted {
  backupId: string;
  kind: InsideKind;
  id: number;
}

export async function takeBack(deps: TakeBackDeps, backup: Database, wanted: Wanted, actor: Actor): Promise<Taken> {
  const steps: { step: Step; rows: Row[] }[] = [];
  for (const step of PLANS[wanted.kind]) steps.push({ step, rows: await rowsOfStep(backup, step, wanted.id) });
  const files = steps.find(({ step }) => step.table === 'content_files')?.rows ?? [];
  // Bytes first: a file without a row does no harm, a row without its file does.
  await bringFiles(deps.dataFolder, wanted.backupId, files);
  return deps.work.run(async unit => {
    const came = await bringRows(unit.tx, steps, actor);
    await settle(unit, wanted, came, steps, instant(deps.clock.now()));
    await unit.record({
      userId: actor.userId,
      action: 'backup.take-back',
      resourceType: wanted.kind,
      resourceId: wanted.id,
    });
    return summary(came);
  });
}

async function bringRows(
  tx: Tx,
  steps: readonly { step: Step; rows: Row[] }[],
  actor: Actor,
): Promise<Map<string, Row[]>> {
  const came = new Map<string, Row[]>();
  for (const { step, rows } of steps) {
    const given =
      step.table === 'courses' ? await Promise.all(rows.map(row => instructorOr(tx, row, actor.userId))) : rows;
    came.set(step.table, await bring(tx, step, given));
  }
  return came;
}

/** Counters, the order of lessons, and who has to look again. */
async function settle(
  { tx, announce }: Unit,
  { kind, id }: Wanted,
  came: Map<string, Row[]>,
  steps: readonly { step: Step; rows: Row[] }[],
  at: string,
): Promise<void> {
  if (kind === 'courses') {
    const lessons = steps.find(({ step }) => step.table === 'course_modules')?.rows ?? [];
    const then = lessons
      .toSorted((a, b) => Number(a['order_index']) - Number(b['order_index']))
      .map(row => Number(row['id']));
    await settleCourse(tx, id, orderAfter(then, await lessonIds(tx, id)), at);
    announce('course.changed', { courseId: id });
    announce('course.outline-changed', { courseId: id });
  } else
    await settleEnrolments(
      tx,
      (came.get('course_enrollments') ?? []).map(row => Number(row['course_id'])),
    );
}

function summary(came: Map<string, Row[]>): Taken {
  const count = (table: string) => came.get(table)?.length ?? 0;
  return {
    lessons: count('course_modules'),
    people: count('users'),
    attempts: count('assessment_submissions'),
    certificates: count('certificates'),
    files: count('content_files'),
    rows: [...came.values()].reduce((sum, rows) => sum + rows.length, 0),
  };
}

/** Files of the rows that are not on the disk any more, every byte checked. */
async function bringFiles(dataFolder: string, backupId: string, rows: readonly Row[]): Promise<void> {
  const paths = rows.flatMap(row => [
    String(row['path']),
    ...(JSON.parse(String(row['variants'])) as { path: string }[]).map(variant => variant.path),
  ]);
  const missing = new Set(paths.map(path => `media/${path}`).filter(path => !existsSync(join(dataFolder, path))));
  if (missing.size === 0) return;
  const home = join(dataFolder, 'scratch');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(home, 'take-back-'));
  const place = await placeHolding(dataFolder, backupId);
  try {
    await extractBackup(place, backupId, join(folder, 'data'), { only: path => missing.has(path) });
    for (const path of missing) {
      const taken = join(folder, 'data', path);
      if (!existsSync(taken)) continue;
      await mkdir(dirname(join(dataFolder, path)), { recursive: true });
      await rename(taken, join(dataFolder, path));
    }
  } finally {
    place.store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
