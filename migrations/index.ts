/** Every migration in order. The list is explicit: nothing runs because a file happens to lie in the folder. */
import type { Knex } from 'knex';
import * as people from './20261121_01_people.ts';
import * as courses from './20261121_02_courses.ts';
import * as learning from './20261121_03_learning.ts';
import * as assessments from './20261121_04_assessments.ts';
import * as jobs from './20261121_05_jobs.ts';

interface Migration {
  name: string;
  up: (knex: Knex) => Promise<void>;
}

/** Names are stored in the database and never change. */
export const migrations: readonly Migration[] = [
  { name: '20261121_01_people', up: people.up },
  { name: '20261121_02_courses', up: courses.up },
  { name: '20261121_03_learning', up: learning.up },
  { name: '20261121_04_assessments', up: assessments.up },
  { name: '20261121_05_jobs', up: jobs.up },
];
