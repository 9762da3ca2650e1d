import type { Knex } from 'knex';
import { id, moment, reference } from './columns.ts';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('courses', t => {
    id(t);
    t.string('title', 160).notNullable();
    t.text('description').notNullable();
    t.text('search_text').notNullable();
    t.bigInteger('instructor_id').notNullable().references('id').inTable('users');
    t.string('category', 60);
    t.string('difficulty_level', 20).notNullable();
    t.integer('estimated_duration').notNullable();
    t.bigInteger('price').notNullable().defaultTo(0);
    t.string('status', 20).notNullable();
    t.bigInteger('thumbnail_file_id');
    t.integer('capacity');
    t.integer('enrolled_count').notNullable().defaultTo(0);
    t.integer('module_count').notNullable().defaultTo(0);
    t.integer('mandatory_count').notNullable().defaultTo(0);
    t.integer('version').notNullable().defaultTo(0);
    moment(t, 'created_at').notNullable();
    moment(t, 'updated_at').notNullable();
    moment(t, 'published_at');
    moment(t, 'deleted_at');
    t.index(['instructor_id']);
    t.index(['category']);
  });
  await knex.raw(
    `create index courses_published_title on courses (lower(title), id) where status = 'published' and deleted_at is null`,
  );
  await knex.schema.createTable('content_files', t => {
    id(t);
    t.string('filename', 120).notNullable();
    t.string('original_name', 255).notNullable();
    t.string('path', 300).notNullable();
    t.string('kind', 20).notNullable();
    t.string('mime_type', 120).notNullable();
    t.bigInteger('size').notNullable();
    t.string('sha256', 64).notNullable();
    t.integer('width');
    t.integer('height');
    t.float('duration', 8);
    /** JSON list of { width, path } smaller copies. */
    t.text('variants').notNullable().defaultTo('[]');
    t.string('upload_key', 80).unique();
    t.bigInteger('course_id');
    t.bigInteger('uploaded_by');
    t.boolean('is_public').notNullable().defaultTo(false);
    moment(t, 'created_at').notNullable();
    t.index(['course_id']);
    t.index(['sha256']);
    t.index(['uploaded_by']);
  });
  await knex.schema.createTable('course_modules', t => {
    id(t);
    reference(t, 'course_id', 'courses').notNullable();
    t.string('section', 160);
    t.string('title', 200).notNullable();
    t.text('description');
    t.integer('order_index').notNullable();
    t.integer('duration').notNullable();
    t.string('content_type', 20).notNullable();
    t.text('content');
    /** JSON: { html, headings } made from the content when it is saved. */
    t.text('rendered');
    t.boolean('is_mandatory').notNullable();
    t.bigInteger('file_id').references('id').inTable('content_files');
    /** JSON list of { file_id, language, label }. */
    t.text('captions').notNullable().defaultTo('[]');
    moment(t, 'created_at').notNullable();
    moment(t, 'updated_at').notNullable();
    t.index(['course_id', 'order_index']);
    t.index(['file_id']);
  });
  // Every file that a module shows or offers: its own, captions, pictures and links of its text.
  await knex.schema.createTable('module_files', t => {
    reference(t, 'module_id', 'course_modules').notNullable();
    reference(t, 'course_id', 'courses').notNullable();
    t.bigInteger('file_id').notNullable().references('id').inTable('content_files');
    t.primary(['module_id', 'file_id']);
    t.index(['file_id', 'course_id']);
  });
  // What was published, as it was: the outline with every module's content as JSON.
  await knex.schema.createTable('course_versions', t => {
    id(t);
    reference(t, 'course_id', 'courses').notNullable();
    t.integer('number').notNullable();
    t.text('outline').notNullable();
    t.bigInteger('published_by').notNullable();
    moment(t, 'published_at').notNullable();
    t.unique(['course_id', 'number']);
  });
}
