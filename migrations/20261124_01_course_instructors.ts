import type { Knex } from 'knex';
import { moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  // Who teaches a course beside the instructor who answers for it.
  await knex.schema.createTable('course_instructors', t => {
    reference(t, 'course_id', 'courses').notNullable();
    reference(t, 'user_id', 'users').notNullable();
    moment(t, 'added_at').notNullable();
    t.bigInteger('added_by');
    t.primary(['course_id', 'user_id']);
    t.index(['user_id']);
  });
  // Everybody who teaches: what each question of “is it their course?” asks.
  await knex.raw(`create view course_teachers as
    select id as course_id, instructor_id as user_id from courses
    union all select course_id, user_id from course_instructors`);
}
