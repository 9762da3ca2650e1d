import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('assessments', t => {
    id(t);
    reference(t, 'course_id', 'courses').notNullable();
    reference(t, 'module_id', 'course_modules').unique();
    t.string('title', 200).notNullable();
    t.text('description');
    t.string('assessment_type', 20).notNullable();
    t.double('passing_score').notNullable().defaultTo(70);
    t.integer('time_limit');
    t.integer('max_attempts').defaultTo(3);
    t.integer('question_count').notNullable().defaultTo(0);
    t.double('points_total').notNullable().defaultTo(0);
    moment(t, 'created_at').notNullable();
    moment(t, 'updated_at').notNullable();
    t.index(['course_id']);
  });
  await knex.schema.createTable('questions', t => {
    id(t);
    reference(t, 'assessment_id', 'assessments').notNullable();
    t.integer('position').notNullable();
    /** Newest version, the one that new attempts are asked. */
    t.bigInteger('version_id');
    /** Set when the author took the question out; attempts keep it. */
    moment(t, 'removed_at');
    t.index(['assessment_id', 'position']);
  });
  await knex.schema.createTable('question_versions', t => {
    id(t);
    reference(t, 'question_id', 'questions').notNullable();
    t.integer('number').notNullable();
    t.string('type', 30).notNullable();
    t.text('prompt').notNullable();
    t.double('points').notNullable();
    /** JSON: options, answers, value, tolerance, explanation, by type. */
    t.text('body').notNullable();
    moment(t, 'created_at').notNullable();
    t.unique(['question_id', 'number']);
  });
  await knex.schema.createTable('assessment_submissions', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'assessment_id', 'assessments').notNullable();
    t.integer('attempt_number').notNullable();
    t.string('state', 20).notNullable();
    /** JSON list of question version ids in the order they are asked. */
    t.text('asked').notNullable();
    moment(t, 'started_at').notNullable();
    moment(t, 'deadline_at');
    moment(t, 'submitted_at');
    moment(t, 'graded_at');
    t.boolean('timed_out').notNullable().defaultTo(false);
    t.double('score');
    t.double('points_awarded');
    t.double('points_total');
    t.boolean('passed');
    t.text('feedback');
    t.unique(['user_id', 'assessment_id', 'attempt_number']);
    t.index(['assessment_id', 'submitted_at']);
    t.index(['state', 'deadline_at']);
  });
  // Two tabs that start at once share one attempt.
  await knex.raw(
    `create unique index submissions_in_progress on assessment_submissions (user_id, assessment_id) where state = 'in_progress'`,
  );
  await knex.schema.createTable('submission_answers', t => {
    reference(t, 'submission_id', 'assessment_submissions').notNullable();
    t.bigInteger('question_id').notNullable();
    t.bigInteger('question_version_id').notNullable();
    /** JSON. */
    t.text('answer').notNullable();
    moment(t, 'saved_at').notNullable();
    t.double('points_awarded');
    t.boolean('correct');
    t.primary(['submission_id', 'question_id']);
  });
  await knex.schema.createTable('certificates', t => {
    id(t);
    reference(t, 'user_id', 'users').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    t.string('certificate_number', 40).notNullable().unique();
    moment(t, 'issued_at').notNullable();
    moment(t, 'expires_at');
    moment(t, 'revoked_at');
    t.string('verification_hash', 64).notNullable().unique();
    t.string('template', 40).notNullable();
    /** JSON: the signed content. */
    t.text('metadata').notNullable();
    t.text('signature').notNullable();
    t.string('key_fingerprint', 64).notNullable();
    t.unique(['user_id', 'course_id']);
  });
}
