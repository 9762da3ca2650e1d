-- Made by `node build/docs.mjs` from the code; do not edit.

CREATE TABLE `assessment_submissions` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `assessment_id` bigint not null, `attempt_number` integer not null, `state` varchar(20) not null, `asked` text not null, `started_at` varchar(24) not null, `deadline_at` varchar(24), `submitted_at` varchar(24), `graded_at` varchar(24), `timed_out` boolean not null default '0', `score` float, `points_awarded` float, `points_total` float, `passed` boolean, `feedback` text, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`assessment_id`) references `assessments`(`id`) on delete CASCADE);

CREATE INDEX `assessment_submissions_assessment_id_submitted_at_index` on `assessment_submissions` (`assessment_id`, `submitted_at`);

CREATE INDEX `assessment_submissions_state_deadline_at_index` on `assessment_submissions` (`state`, `deadline_at`);

CREATE UNIQUE INDEX `assessment_submissions_user_id_assessment_id_attempt_number_unique` on `assessment_submissions` (`user_id`, `assessment_id`, `attempt_number`);

CREATE UNIQUE INDEX submissions_in_progress on assessment_submissions (user_id, assessment_id) where state = 'in_progress';

CREATE TABLE `assessments` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `module_id` bigint, `title` varchar(200) not null, `description` text, `assessment_type` varchar(20) not null, `passing_score` float not null default '70', `time_limit` integer, `max_attempts` integer default '3', `question_count` integer not null default '0', `points_total` float not null default '0', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE);

CREATE INDEX `assessments_course_id_index` on `assessments` (`course_id`);

CREATE UNIQUE INDEX `assessments_module_id_unique` on `assessments` (`module_id`);

CREATE TABLE `certificates` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `certificate_number` varchar(40) not null, `issued_at` varchar(24) not null, `expires_at` varchar(24), `revoked_at` varchar(24), `verification_hash` varchar(64) not null, `template` varchar(40) not null, `metadata` text not null, `signature` text not null, `key_fingerprint` varchar(64) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `certificates_certificate_number_unique` on `certificates` (`certificate_number`);

CREATE UNIQUE INDEX `certificates_user_id_course_id_unique` on `certificates` (`user_id`, `course_id`);

CREATE UNIQUE INDEX `certificates_verification_hash_unique` on `certificates` (`verification_hash`);

CREATE TABLE `content_files` (`id` integer not null primary key autoincrement, `filename` varchar(120) not null, `original_name` varchar(255) not null, `path` varchar(300) not null, `kind` varchar(20) not null, `mime_type` varchar(120) not null, `size` bigint not null, `sha256` varchar(64) not null, `width` integer, `height` integer, `duration` float, `variants` text not null default '[]', `upload_key` varchar(80), `course_id` bigint, `uploaded_by` bigint, `is_public` boolean not null default '0', `created_at` varchar(24) not null);

CREATE INDEX `content_files_course_id_index` on `content_files` (`course_id`);

CREATE INDEX `content_files_sha256_index` on `content_files` (`sha256`);

CREATE UNIQUE INDEX `content_files_upload_key_unique` on `content_files` (`upload_key`);

CREATE INDEX `content_files_uploaded_by_index` on `content_files` (`uploaded_by`);

CREATE TABLE `course_enrollments` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `status` varchar(20) not null, `enrolled_at` varchar(24) not null, `completed_at` varchar(24), `progress_percentage` float not null default '0', `mandatory_done` integer not null default '0', `last_accessed` varchar(24), `last_module_id` bigint, `version` integer not null, `withdrawn_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE INDEX `course_enrollments_course_id_enrolled_at_index` on `course_enrollments` (`course_id`, `enrolled_at`);

CREATE UNIQUE INDEX `course_enrollments_user_id_course_id_unique` on `course_enrollments` (`user_id`, `course_id`);

CREATE TABLE `course_modules` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `section` varchar(160), `title` varchar(200) not null, `description` text, `order_index` integer not null, `duration` integer not null, `content_type` varchar(20) not null, `content` text, `rendered` text, `is_mandatory` boolean not null, `file_id` bigint, `captions` text not null default '[]', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`file_id`) references `content_files`(`id`));

CREATE INDEX `course_modules_course_id_order_index_index` on `course_modules` (`course_id`, `order_index`);

CREATE INDEX `course_modules_file_id_index` on `course_modules` (`file_id`);

CREATE TABLE `course_versions` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `number` integer not null, `outline` text not null, `published_by` bigint not null, `published_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `course_versions_course_id_number_unique` on `course_versions` (`course_id`, `number`);

CREATE TABLE `courses` (`id` integer not null primary key autoincrement, `title` varchar(160) not null, `description` text not null, `search_text` text not null, `instructor_id` bigint not null, `category` varchar(60), `difficulty_level` varchar(20) not null, `estimated_duration` integer not null, `price` bigint not null default '0', `status` varchar(20) not null, `thumbnail_file_id` bigint, `capacity` integer, `enrolled_count` integer not null default '0', `module_count` integer not null default '0', `mandatory_count` integer not null default '0', `version` integer not null default '0', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, `published_at` varchar(24), `deleted_at` varchar(24), foreign key(`instructor_id`) references `users`(`id`));

CREATE INDEX `courses_category_index` on `courses` (`category`);

CREATE INDEX `courses_instructor_id_index` on `courses` (`instructor_id`);

CREATE INDEX courses_published_title on courses (lower(title), id) where status = 'published' and deleted_at is null;

CREATE TABLE `jobs` (`id` integer not null primary key autoincrement, `name` varchar(60) not null, `payload` text not null, `state` varchar(20) not null, `unique_key` varchar(120), `run_at` varchar(24) not null, `attempts` integer not null default '0', `max_attempts` integer not null, `progress` float not null default '0', `note` varchar(300), `cancel_requested` boolean not null default '0', `claimed_by` varchar(60), `claimed_until` varchar(24), `last_error` text, `created_at` varchar(24) not null, `finished_at` varchar(24));

CREATE INDEX `jobs_name_state_index` on `jobs` (`name`, `state`);

CREATE INDEX `jobs_state_run_at_id_index` on `jobs` (`state`, `run_at`, `id`);

CREATE UNIQUE INDEX jobs_unique_key on jobs (unique_key) where state in ('queued', 'running');

CREATE TABLE `learning_analytics` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `day` varchar(10) not null, `session_start` varchar(24) not null, `session_end` varchar(24) not null, `time_spent` integer not null default '0', `pages_viewed` integer not null default '0', `interactions` integer not null default '0', foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `learning_analytics_user_id_day_course_id_unique` on `learning_analytics` (`user_id`, `day`, `course_id`);

CREATE TABLE `module_files` (`module_id` bigint not null, `course_id` bigint not null, `file_id` bigint not null, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`file_id`) references `content_files`(`id`), primary key (`module_id`, `file_id`));

CREATE INDEX `module_files_file_id_course_id_index` on `module_files` (`file_id`, `course_id`);

CREATE TABLE `presence_samples` (`at` varchar(24), `people` integer not null, primary key (`at`));

CREATE TABLE `question_versions` (`id` integer not null primary key autoincrement, `question_id` bigint not null, `number` integer not null, `type` varchar(30) not null, `prompt` text not null, `points` float not null, `body` text not null, `created_at` varchar(24) not null, foreign key(`question_id`) references `questions`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `question_versions_question_id_number_unique` on `question_versions` (`question_id`, `number`);

CREATE TABLE `questions` (`id` integer not null primary key autoincrement, `assessment_id` bigint not null, `position` integer not null, `version_id` bigint, `removed_at` varchar(24), foreign key(`assessment_id`) references `assessments`(`id`) on delete CASCADE);

CREATE INDEX `questions_assessment_id_position_index` on `questions` (`assessment_id`, `position`);

CREATE TABLE `sequences` (`name` varchar(80), `value` bigint not null, primary key (`name`));

CREATE TABLE `sessions` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `refresh_hash` varchar(64) not null, `previous_refresh_hash` varchar(64), `client` varchar(10) not null, `ip` varchar(45), `user_agent` varchar(300), `created_at` varchar(24) not null, `refreshed_at` varchar(24) not null, `expires_at` varchar(24) not null, `revoked_at` varchar(24), `revoked_because` varchar(40), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `sessions_expires_at_index` on `sessions` (`expires_at`);

CREATE INDEX `sessions_previous_refresh_hash_index` on `sessions` (`previous_refresh_hash`);

CREATE UNIQUE INDEX `sessions_refresh_hash_unique` on `sessions` (`refresh_hash`);

CREATE INDEX `sessions_user_id_expires_at_index` on `sessions` (`user_id`, `expires_at`);

CREATE TABLE `settings` (`key` varchar(80), `value` text not null, `updated_at` varchar(24) not null, primary key (`key`));

CREATE TABLE `submission_answers` (`submission_id` bigint not null, `question_id` bigint not null, `question_version_id` bigint not null, `answer` text not null, `saved_at` varchar(24) not null, `points_awarded` float, `correct` boolean, foreign key(`submission_id`) references `assessment_submissions`(`id`) on delete CASCADE, primary key (`submission_id`, `question_id`));

CREATE TABLE `user_activity_logs` (`id` integer not null primary key autoincrement, `user_id` bigint, `action` varchar(60) not null, `resource_type` varchar(40) not null, `resource_id` bigint, `ip` varchar(45), `user_agent` varchar(300), `created_at` varchar(24) not null);

CREATE INDEX `user_activity_logs_created_at_index` on `user_activity_logs` (`created_at`);

CREATE INDEX `user_activity_logs_user_id_created_at_index` on `user_activity_logs` (`user_id`, `created_at`);

CREATE TABLE `user_profiles` (`user_id` bigint, `first_name` varchar(80) not null, `last_name` varchar(80) not null, `bio` text, `avatar_file_id` bigint, `phone` varchar(40), `organization` varchar(120), foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`user_id`));

CREATE TABLE `user_progress` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `module_id` bigint not null, `completed_at` varchar(24), `time_spent` integer not null default '0', `last_position` float not null default '0', `updated_at` varchar(24) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE);

CREATE INDEX `user_progress_module_id_index` on `user_progress` (`module_id`);

CREATE UNIQUE INDEX `user_progress_user_id_course_id_module_id_unique` on `user_progress` (`user_id`, `course_id`, `module_id`);

CREATE TABLE `user_roles` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `role` varchar(40) not null, `granted_at` varchar(24) not null, `granted_by` bigint, foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `user_roles_role_user_id_index` on `user_roles` (`role`, `user_id`);

CREATE UNIQUE INDEX `user_roles_user_id_role_unique` on `user_roles` (`user_id`, `role`);

CREATE TABLE `users` (`id` integer not null primary key autoincrement, `email` varchar(254) not null, `email_folded` varchar(254) not null, `password_hash` varchar(200) not null, `is_active` boolean not null default '1', `name_folded` varchar(200) not null, `created_at` varchar(24) not null, `updated_at` varchar(24) not null, `last_sign_in_at` varchar(24));

CREATE INDEX `users_created_at_index` on `users` (`created_at`);

CREATE UNIQUE INDEX `users_email_folded_unique` on `users` (`email_folded`);

CREATE INDEX `users_last_sign_in_at_index` on `users` (`last_sign_in_at`);

CREATE INDEX `users_name_folded_id_index` on `users` (`name_folded`, `id`);
