import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('course_enrollments', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    t.string('status', 20).notNullable();
    moment(t, 'enrolled_at').notNullable();
    moment(t, 'completed_at');
    t.float('progress_percentage', 8).notNullable().defaultTo(0);
    t.integer('mandatory_done').notNullable().defaultTo(0);
    moment(t, 'last_accessed');
    t.bigInteger('last_module_id');
    /** Number of the course version that was current at enrolment. */
    t.integer('version').notNullable();
    moment(t, 'withdrawn_at');
    t.unique(['user_id', 'course_id']);
    t.index(['course_id', 'enrolled_at']);
  });
  await knex.schema.createTable('user_progress', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    reference(t, 'module_id', 'course_modules').notNullable();
    moment(t, 'completed_at');
    t.integer('time_spent').notNullable().defaultTo(0);
    t.float('last_position', 8).notNullable().defaultTo(0);
    moment(t, 'updated_at').notNullable();
    t.unique(['user_id', 'course_id', 'module_id']);
    t.index(['module_id']);
  });
  // One row per person, course and UTC day.
  await knex.schema.createTable('learning_analytics', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    t.string('day', 10).notNullable();
    moment(t, 'session_start').notNullable();
    moment(t, 'session_end').notNullable();
    t.integer('time_spent').notNullable().defaultTo(0);
    t.integer('pages_viewed').notNullable().defaultTo(0);
    t.integer('interactions').notNullable().defaultTo(0);
    t.unique(['user_id', 'day', 'course_id']);
  });
}
