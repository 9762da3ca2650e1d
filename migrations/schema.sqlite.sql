-- Made by `node build/docs.mjs` from the code; do not edit.

CREATE TABLE `account_holds` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `reason` varchar(500), `set_by` bigint, `set_at` varchar(24) not null, `ended_by` bigint, `ended_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `account_holds_user_id_index` on `account_holds` (`user_id`);

CREATE TABLE `account_links` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `purpose` varchar(20) not null, `token_hash` varchar(64) not null, `created_by` bigint, `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `used_at` varchar(24), `revoked_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `account_links_expires_at_index` on `account_links` (`expires_at`);

CREATE UNIQUE INDEX `account_links_token_hash_unique` on `account_links` (`token_hash`);

CREATE INDEX `account_links_user_id_expires_at_index` on `account_links` (`user_id`, `expires_at`);

CREATE TABLE `account_locks` (`user_id` bigint, `locked_at` varchar(24) not null, `until` varchar(24), `own_device` boolean not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`user_id`));

CREATE TABLE `address_links` (`id` integer not null primary key autoincrement, `purpose` varchar(20) not null, `token_hash` varchar(64) not null, `registration_id` bigint, `change_id` bigint, `user_id` bigint, `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `used_at` varchar(24), `revoked_at` varchar(24), foreign key(`registration_id`) references `pending_registrations`(`id`) on delete CASCADE, foreign key(`change_id`) references `email_changes`(`id`) on delete CASCADE, foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `address_links_change_id_index` on `address_links` (`change_id`);

CREATE INDEX `address_links_expires_at_index` on `address_links` (`expires_at`);

CREATE INDEX `address_links_registration_id_index` on `address_links` (`registration_id`);

CREATE UNIQUE INDEX `address_links_token_hash_unique` on `address_links` (`token_hash`);

CREATE INDEX `address_links_user_id_index` on `address_links` (`user_id`);

CREATE TABLE `assessment_submissions` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `assessment_id` bigint not null, `attempt_number` integer not null, `state` varchar(20) not null, `asked` text not null, `started_at` varchar(24) not null, `deadline_at` varchar(24), `submitted_at` varchar(24), `graded_at` varchar(24), `timed_out` boolean not null default '0', `score` float, `points_awarded` float, `points_total` float, `passed` boolean, `feedback` text, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`assessment_id`) references `assessments`(`id`) on delete CASCADE);

CREATE INDEX `assessment_submissions_assessment_id_submitted_at_index` on `assessment_submissions` (`assessment_id`, `submitted_at`);

CREATE INDEX `assessment_submissions_state_deadline_at_index` on `assessment_submissions` (`state`, `deadline_at`);

CREATE UNIQUE INDEX `assessment_submissions_user_id_assessment_id_attempt_number_unique` on `assessment_submissions` (`user_id`, `assessment_id`, `attempt_number`);

CREATE UNIQUE INDEX submissions_in_progress on assessment_submissions (user_id, assessment_id) where state = 'in_progress';

CREATE TABLE `assessments` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `module_id` bigint, `title` varchar(200) not null, `description` text, `assessment_type` varchar(20) not null, `passing_score` float not null default '70', `time_limit` integer, `max_attempts` integer default '3', `question_count` integer not null default '0', `points_total` float not null default '0', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE);

CREATE INDEX `assessments_course_id_index` on `assessments` (`course_id`);

CREATE UNIQUE INDEX `assessments_module_id_unique` on `assessments` (`module_id`);

CREATE TABLE `authenticators` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `name` varchar(80) not null, `secret` text not null, `last_step` bigint, `created_at` varchar(24) not null, `confirmed_at` varchar(24), `last_used_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `authenticators_user_id_index` on `authenticators` (`user_id`);

CREATE TABLE `backup_runs` (`id` integer not null primary key autoincrement, `kind` varchar(20) not null, `state` varchar(20) not null, `started_at` varchar(24) not null, `ended_at` varchar(24), `new_bytes` bigint not null default '0', `proved` boolean not null default '0', `step` varchar(20), `code` varchar(30), `cause` text, `remedy` text);

CREATE INDEX `backup_runs_started_at_index` on `backup_runs` (`started_at`);

CREATE TABLE `backups` (`id` integer not null primary key autoincrement, `backup_id` varchar(30) not null, `place` integer not null, `kind` varchar(20) not null, `reason` varchar(200), `made_at` varchar(24) not null, `version` varchar(40) not null, `key_id` varchar(16), `people` bigint not null, `bytes` bigint not null, `new_bytes` bigint not null, `proved_at` varchar(24), `proof_seconds` float, `proof_reason` text, `proof_steps` text not null);

CREATE UNIQUE INDEX `backups_backup_id_place_unique` on `backups` (`backup_id`, `place`);

CREATE INDEX `backups_made_at_index` on `backups` (`made_at`);

CREATE TABLE `certificates` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `certificate_number` varchar(40) not null, `issued_at` varchar(24) not null, `expires_at` varchar(24), `revoked_at` varchar(24), `verification_hash` varchar(64) not null, `template` varchar(40) not null, `metadata` text not null, `signature` text not null, `key_fingerprint` varchar(64) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `certificates_certificate_number_unique` on `certificates` (`certificate_number`);

CREATE UNIQUE INDEX `certificates_user_id_course_id_unique` on `certificates` (`user_id`, `course_id`);

CREATE UNIQUE INDEX `certificates_verification_hash_unique` on `certificates` (`verification_hash`);

CREATE TABLE `consent_answers` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `document_id` bigint not null, `version_id` bigint not null, `answer` varchar(10) not null, `language` varchar(10) not null, `sha256` varchar(64) not null, `answered_at` varchar(24) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`document_id`) references `consent_documents`(`id`) on delete CASCADE, foreign key(`version_id`) references `consent_versions`(`id`) on delete CASCADE);

CREATE INDEX `consent_answers_document_id_index` on `consent_answers` (`document_id`);

CREATE INDEX `consent_answers_user_id_document_id_index` on `consent_answers` (`user_id`, `document_id`);

CREATE TABLE `consent_documents` (`id` integer not null primary key autoincrement, `kind` varchar(20) not null, `required` boolean not null, `created_at` varchar(24) not null, `retired_at` varchar(24));

CREATE TABLE `consent_versions` (`id` integer not null primary key autoincrement, `document_id` bigint not null, `number` integer not null, `title_en` varchar(160) not null, `text_en` text not null, `title_es` varchar(160) not null, `text_es` text not null, `sha256` varchar(64) not null, `published_at` varchar(24) not null, `published_by` bigint, foreign key(`document_id`) references `consent_documents`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `consent_versions_document_id_number_unique` on `consent_versions` (`document_id`, `number`);

CREATE TABLE `content_files` (`id` integer not null primary key autoincrement, `filename` varchar(120) not null, `original_name` varchar(255) not null, `path` varchar(300) not null, `kind` varchar(20) not null, `mime_type` varchar(120) not null, `size` bigint not null, `sha256` varchar(64) not null, `width` integer, `height` integer, `duration` float, `variants` text not null default '[]', `upload_key` varchar(80), `course_id` bigint, `uploaded_by` bigint, `is_public` boolean not null default '0', `created_at` varchar(24) not null, `name_folded` varchar(260) not null default '', `replaced_at` varchar(24));

CREATE INDEX `content_files_course_id_index` on `content_files` (`course_id`);

CREATE INDEX `content_files_created_at_id_index` on `content_files` (`created_at`, `id`);

CREATE INDEX `content_files_name_folded_id_index` on `content_files` (`name_folded`, `id`);

CREATE INDEX `content_files_sha256_index` on `content_files` (`sha256`);

CREATE UNIQUE INDEX `content_files_upload_key_unique` on `content_files` (`upload_key`);

CREATE INDEX `content_files_uploaded_by_index` on `content_files` (`uploaded_by`);

CREATE TABLE `course_enrollments` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `status` varchar(20) not null, `enrolled_at` varchar(24) not null, `completed_at` varchar(24), `progress_percentage` float not null default '0', `mandatory_done` integer not null default '0', `last_accessed` varchar(24), `last_module_id` bigint, `version` integer not null, `withdrawn_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE INDEX `course_enrollments_course_id_enrolled_at_index` on `course_enrollments` (`course_id`, `enrolled_at`);

CREATE UNIQUE INDEX `course_enrollments_user_id_course_id_unique` on `course_enrollments` (`user_id`, `course_id`);

CREATE TABLE `course_instructors` (`course_id` bigint not null, `user_id` bigint not null, `added_at` varchar(24) not null, `added_by` bigint, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`course_id`, `user_id`));

CREATE INDEX `course_instructors_user_id_index` on `course_instructors` (`user_id`);

CREATE TABLE `course_modules` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `section` varchar(160), `title` varchar(200) not null, `description` text, `order_index` integer not null, `duration` integer not null, `content_type` varchar(20) not null, `content` text, `rendered` text, `is_mandatory` boolean not null, `file_id` bigint, `captions` text not null default '[]', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`file_id`) references `content_files`(`id`));

CREATE INDEX `course_modules_course_id_order_index_index` on `course_modules` (`course_id`, `order_index`);

CREATE INDEX `course_modules_file_id_index` on `course_modules` (`file_id`);

CREATE VIEW course_teachers as
    select id as course_id, instructor_id as user_id from courses
    union all select course_id, user_id from course_instructors;

CREATE TABLE `course_versions` (`id` integer not null primary key autoincrement, `course_id` bigint not null, `number` integer not null, `outline` text not null, `published_by` bigint not null, `published_at` varchar(24) not null, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `course_versions_course_id_number_unique` on `course_versions` (`course_id`, `number`);

CREATE TABLE `courses` (`id` integer not null primary key autoincrement, `title` varchar(160) not null, `description` text not null, `search_text` text not null, `instructor_id` bigint not null, `category` varchar(60), `difficulty_level` varchar(20) not null, `estimated_duration` integer not null, `price` bigint not null default '0', `status` varchar(20) not null, `thumbnail_file_id` bigint, `capacity` integer, `enrolled_count` integer not null default '0', `module_count` integer not null default '0', `mandatory_count` integer not null default '0', `version` integer not null default '0', `created_at` varchar(24) not null, `updated_at` varchar(24) not null, `published_at` varchar(24), `deleted_at` varchar(24), foreign key(`instructor_id`) references `users`(`id`));

CREATE INDEX `courses_category_index` on `courses` (`category`);

CREATE INDEX `courses_instructor_id_index` on `courses` (`instructor_id`);

CREATE INDEX courses_published_title on courses (lower(title), id) where status = 'published' and deleted_at is null;

CREATE TABLE `email_changes` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `old_email` varchar(254) not null, `new_email` varchar(254) not null, `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `old_confirmed_at` varchar(24), `new_confirmed_at` varchar(24), `ended_at` varchar(24), `outcome` varchar(20), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `email_changes_expires_at_index` on `email_changes` (`expires_at`);

CREATE INDEX `email_changes_user_id_index` on `email_changes` (`user_id`);

CREATE TABLE `erasures` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `asked_by` bigint, `reason` text, `asked_at` varchar(24) not null, `due_at` varchar(24) not null, `state` varchar(12) not null, `ended_at` varchar(24), `cause` varchar(12) not null default 'asked', foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `erasures_state_due_at_index` on `erasures` (`state`, `due_at`);

CREATE INDEX `erasures_user_id_index` on `erasures` (`user_id`);

CREATE TABLE `health_silences` (`check_name` varchar(60), `until` varchar(24) not null, `user_id` bigint, `created_at` varchar(24) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`check_name`));

CREATE INDEX `health_silences_user_id_index` on `health_silences` (`user_id`);

CREATE TABLE `identity_providers` (`id` integer not null primary key autoincrement, `key` varchar(40) not null, `preset` varchar(20) not null, `label` varchar(60) not null, `issuer` varchar(300) not null, `client_id` varchar(300) not null, `client_secret` text, `extra_scopes` varchar(200) not null, `enabled` boolean not null, `creates_accounts` boolean not null, `domains` text not null, `group_claim` varchar(100) not null, `group_roles` text not null, `group_mode` varchar(10) not null, `created_at` varchar(24) not null, `updated_at` varchar(24) not null, `trusted_proofs` text not null default '[]');

CREATE UNIQUE INDEX `identity_providers_key_unique` on `identity_providers` (`key`);

CREATE TABLE `jobs` (`id` integer not null primary key autoincrement, `name` varchar(60) not null, `payload` text not null, `state` varchar(20) not null, `unique_key` varchar(120), `run_at` varchar(24) not null, `attempts` integer not null default '0', `max_attempts` integer not null, `progress` float not null default '0', `note` varchar(300), `cancel_requested` boolean not null default '0', `claimed_by` varchar(60), `claimed_until` varchar(24), `last_error` text, `created_at` varchar(24) not null, `finished_at` varchar(24), `started_at` varchar(24));

CREATE INDEX `jobs_name_state_index` on `jobs` (`name`, `state`);

CREATE INDEX `jobs_state_run_at_id_index` on `jobs` (`state`, `run_at`, `id`);

CREATE UNIQUE INDEX jobs_unique_key on jobs (unique_key) where state in ('queued', 'running');

CREATE TABLE `known_devices` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `mark_hash` varchar(64) not null, `first_seen_at` varchar(24) not null, `last_seen_at` varchar(24) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `known_devices_user_id_mark_hash_unique` on `known_devices` (`user_id`, `mark_hash`);

CREATE TABLE `learning_analytics` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `day` varchar(10) not null, `session_start` varchar(24) not null, `session_end` varchar(24) not null, `time_spent` integer not null default '0', `pages_viewed` integer not null default '0', `interactions` integer not null default '0', foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `learning_analytics_user_id_day_course_id_unique` on `learning_analytics` (`user_id`, `day`, `course_id`);

CREATE TRIGGER ledger_seals_no_delete before delete on ledger_seals when old.entry_id >= coalesce((select max(entry_id) from ledger_seals where kind = 'beginning'), 0)
   begin select raise(abort, 'Nothing is taken out of the seals of the ledger.'); end;

CREATE TRIGGER ledger_seals_no_update before update on ledger_seals
   begin select raise(abort, 'The seals of the ledger are never changed.'); end;

CREATE TABLE `ledger_seals` (`id` integer not null primary key autoincrement, `kind` varchar(12) not null, `entry_id` bigint not null, `entry_hash` varchar(64) not null, `removed` bigint not null, `created_at` varchar(24) not null, `key_id` varchar(64) not null, `signature` varchar(100) not null);

CREATE INDEX `ledger_seals_kind_entry_id_index` on `ledger_seals` (`kind`, `entry_id`);

CREATE TABLE `mail_messages` (`id` integer not null primary key autoincrement, `message_id` varchar(200) not null, `to_address` varchar(254) not null, `to_folded` varchar(254) not null, `to_name` varchar(200), `user_id` bigint, `template` varchar(40) not null, `language` varchar(10) not null, `subject` varchar(300) not null, `content` text not null, `state` varchar(20) not null, `attempts` integer not null default '0', `next_try_at` varchar(24) not null, `answer` text, `outcome` varchar(30), `transcript` text, `created_at` varchar(24) not null, `queued_at` varchar(24) not null, `ended_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `mail_messages_created_at_index` on `mail_messages` (`created_at`);

CREATE UNIQUE INDEX `mail_messages_message_id_unique` on `mail_messages` (`message_id`);

CREATE INDEX `mail_messages_state_next_try_at_index` on `mail_messages` (`state`, `next_try_at`);

CREATE INDEX `mail_messages_user_id_index` on `mail_messages` (`user_id`);

CREATE TABLE `mail_templates` (`template` varchar(40) not null, `language` varchar(10) not null, `subject` varchar(300) not null, `body` text not null, `updated_at` varchar(24) not null, `updated_by` bigint, primary key (`template`, `language`));

CREATE TABLE `mentor_assignments` (`id` integer not null primary key autoincrement, `mentor_id` bigint not null, `mentee_id` bigint not null, `since` varchar(24) not null, `until` varchar(24), `assigned_by` bigint, `ended_by` bigint, foreign key(`mentor_id`) references `users`(`id`) on delete CASCADE, foreign key(`mentee_id`) references `users`(`id`) on delete CASCADE, foreign key(`assigned_by`) references `users`(`id`) on delete SET NULL, foreign key(`ended_by`) references `users`(`id`) on delete SET NULL);

CREATE INDEX `mentor_assignments_assigned_by_index` on `mentor_assignments` (`assigned_by`);

CREATE INDEX `mentor_assignments_ended_by_index` on `mentor_assignments` (`ended_by`);

CREATE INDEX `mentor_assignments_mentee_id_until_index` on `mentor_assignments` (`mentee_id`, `until`);

CREATE INDEX `mentor_assignments_mentor_id_until_index` on `mentor_assignments` (`mentor_id`, `until`);

CREATE TABLE `merged_accounts` (`old_id` bigint, `user_id` bigint not null, `name` varchar(200) not null, `email` varchar(254) not null, `alias_folded` varchar(254), `merged_at` varchar(24) not null, `merged_by` bigint, `name_folded` varchar(200) not null default '', foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`old_id`));

CREATE UNIQUE INDEX `merged_accounts_alias_folded_unique` on `merged_accounts` (`alias_folded`);

CREATE INDEX `merged_accounts_user_id_index` on `merged_accounts` (`user_id`);

CREATE TABLE `module_files` (`module_id` bigint not null, `course_id` bigint not null, `file_id` bigint not null, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`file_id`) references `content_files`(`id`), primary key (`module_id`, `file_id`));

CREATE INDEX `module_files_file_id_course_id_index` on `module_files` (`file_id`, `course_id`);

CREATE TABLE `organisation_members` (`id` integer not null primary key autoincrement, `organisation_id` bigint not null, `user_id` bigint not null, `is_representative` boolean not null, `since` varchar(24) not null, `added_by` bigint, foreign key(`organisation_id`) references `organisations`(`id`) on delete CASCADE, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`added_by`) references `users`(`id`) on delete SET NULL);

CREATE INDEX `organisation_members_added_by_index` on `organisation_members` (`added_by`);

CREATE UNIQUE INDEX `organisation_members_organisation_id_user_id_unique` on `organisation_members` (`organisation_id`, `user_id`);

CREATE INDEX `organisation_members_user_id_index` on `organisation_members` (`user_id`);

CREATE TABLE `organisations` (`id` integer not null primary key autoincrement, `name` varchar(160) not null, `name_folded` varchar(400) not null, `note` text, `created_at` varchar(24) not null, `archived_at` varchar(24));

CREATE UNIQUE INDEX `organisations_name_folded_unique` on `organisations` (`name_folded`);

CREATE TABLE `passkey_challenges` (`id` integer not null primary key autoincrement, `user_id` bigint, `challenge_hash` varchar(64) not null, `purpose` varchar(20) not null, `created_at` varchar(24) not null, `expires_at` varchar(24) not null);

CREATE UNIQUE INDEX `passkey_challenges_challenge_hash_unique` on `passkey_challenges` (`challenge_hash`);

CREATE INDEX `passkey_challenges_expires_at_index` on `passkey_challenges` (`expires_at`);

CREATE TABLE `passkeys` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `name` varchar(80) not null, `credential_id` varchar(1400) not null, `public_key` text not null, `counter` bigint not null, `transports` text not null, `rp_id` varchar(253) not null, `synced` boolean not null, `created_at` varchar(24) not null, `last_used_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `passkeys_credential_id_unique` on `passkeys` (`credential_id`);

CREATE INDEX `passkeys_user_id_index` on `passkeys` (`user_id`);

CREATE TABLE `pending_registrations` (`id` integer not null primary key autoincrement, `email` varchar(254) not null, `email_folded` varchar(254) not null, `first_name` varchar(80) not null, `last_name` varchar(80) not null, `password_hash` text not null, `consents` text, `use_id` bigint, `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `verified_at` varchar(24), foreign key(`use_id`) references `registration_invitation_uses`(`id`) on delete SET NULL);

CREATE INDEX `pending_registrations_email_folded_index` on `pending_registrations` (`email_folded`);

CREATE INDEX `pending_registrations_expires_at_index` on `pending_registrations` (`expires_at`);

CREATE INDEX `pending_registrations_use_id_index` on `pending_registrations` (`use_id`);

CREATE TABLE `people_import_rows` (`id` integer not null primary key autoincrement, `import_id` bigint not null, `line` integer not null, `verdict` varchar(20) not null, `skip` boolean not null default '0', `noted` boolean not null default '0', `person` text not null, `before` text not null, `problems` text not null, `folded` varchar(500) not null, `user_id` bigint, `outcome` varchar(20), `outcome_reason` text, `cells` text not null default '{}', `edits` text not null default '{}', `email` varchar(254) not null default '', foreign key(`import_id`) references `people_imports`(`id`) on delete CASCADE);

CREATE INDEX `people_import_rows_import_id_email_index` on `people_import_rows` (`import_id`, `email`);

CREATE INDEX `people_import_rows_import_id_line_index` on `people_import_rows` (`import_id`, `line`);

CREATE INDEX `people_import_rows_import_id_verdict_line_index` on `people_import_rows` (`import_id`, `verdict`, `line`);

CREATE INDEX `people_import_rows_user_id_index` on `people_import_rows` (`user_id`);

CREATE TABLE `people_imports` (`id` integer not null primary key autoincrement, `name` varchar(255) not null, `state` varchar(20) not null, `created_by` bigint, `created_at` varchar(24) not null, `applied_at` varchar(24), `ended_at` varchar(24), `job_id` bigint, `content` text, `encoding` varchar(20), `delimiter` varchar(1), `columns` text not null, `options` text not null, `figures` text not null, `reason` text, `base` varchar(300) not null);

CREATE INDEX `people_imports_created_at_index` on `people_imports` (`created_at`);

CREATE TABLE `personal_exports` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `asked_by` bigint, `asked_at` varchar(24) not null, `job_id` bigint, `file` varchar(80), `bytes` bigint, `sha256` varchar(64), `made_at` varchar(24), `expires_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `personal_exports_user_id_index` on `personal_exports` (`user_id`);

CREATE TABLE `presence_samples` (`at` varchar(24), `people` integer not null, primary key (`at`));

CREATE TABLE `question_versions` (`id` integer not null primary key autoincrement, `question_id` bigint not null, `number` integer not null, `type` varchar(30) not null, `prompt` text not null, `points` float not null, `body` text not null, `created_at` varchar(24) not null, foreign key(`question_id`) references `questions`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `question_versions_question_id_number_unique` on `question_versions` (`question_id`, `number`);

CREATE TABLE `questions` (`id` integer not null primary key autoincrement, `assessment_id` bigint not null, `position` integer not null, `version_id` bigint, `removed_at` varchar(24), foreign key(`assessment_id`) references `assessments`(`id`) on delete CASCADE);

CREATE INDEX `questions_assessment_id_position_index` on `questions` (`assessment_id`, `position`);

CREATE TABLE `reach_tests` (`id` integer not null primary key autoincrement, `token_hash` varchar(64) not null, `created_by` bigint, `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `opened_at` varchar(24), `reported_at` varchar(24), `device` varchar(120), `measures` text, `findings` text, foreign key(`created_by`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `reach_tests_created_at_index` on `reach_tests` (`created_at`);

CREATE UNIQUE INDEX `reach_tests_token_hash_unique` on `reach_tests` (`token_hash`);

CREATE TABLE `recovery_codes` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `salt` varchar(32) not null, `code_hash` varchar(64) not null, `created_at` varchar(24) not null, `used_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `recovery_codes_user_id_code_hash_unique` on `recovery_codes` (`user_id`, `code_hash`);

CREATE TABLE `registration_invitation_courses` (`id` integer not null primary key autoincrement, `invitation_id` bigint not null, `course_id` bigint not null, foreign key(`invitation_id`) references `registration_invitations`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE);

CREATE INDEX `registration_invitation_courses_course_id_index` on `registration_invitation_courses` (`course_id`);

CREATE UNIQUE INDEX `registration_invitation_courses_invitation_id_course_id_unique` on `registration_invitation_courses` (`invitation_id`, `course_id`);

CREATE TABLE `registration_invitation_uses` (`id` integer not null primary key autoincrement, `invitation_id` bigint not null, `user_id` bigint, `used_at` varchar(24) not null, foreign key(`invitation_id`) references `registration_invitations`(`id`) on delete CASCADE, foreign key(`user_id`) references `users`(`id`) on delete SET NULL);

CREATE INDEX `registration_invitation_uses_invitation_id_index` on `registration_invitation_uses` (`invitation_id`);

CREATE INDEX `registration_invitation_uses_user_id_index` on `registration_invitation_uses` (`user_id`);

CREATE TABLE `registration_invitations` (`id` integer not null primary key autoincrement, `label` varchar(120) not null, `code` varchar(20) not null, `max_uses` integer, `used_count` integer not null default '0', `created_by` bigint, `created_at` varchar(24) not null, `expires_at` varchar(24), `revoked_at` varchar(24), foreign key(`created_by`) references `users`(`id`) on delete SET NULL);

CREATE UNIQUE INDEX `registration_invitations_code_unique` on `registration_invitations` (`code`);

CREATE INDEX `registration_invitations_created_by_index` on `registration_invitations` (`created_by`);

CREATE TABLE `security_notices` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `kind` varchar(40) not null, `details` text not null, `created_at` varchar(24) not null, `seen_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `security_notices_user_id_created_at_index` on `security_notices` (`user_id`, `created_at`);

CREATE TABLE `sequences` (`name` varchar(80), `value` bigint not null, primary key (`name`));

CREATE TABLE `sessions` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `refresh_hash` varchar(64) not null, `previous_refresh_hash` varchar(64), `client` varchar(10) not null, `ip` varchar(45), `user_agent` varchar(300), `created_at` varchar(24) not null, `refreshed_at` varchar(24) not null, `expires_at` varchar(24) not null, `revoked_at` varchar(24), `revoked_because` varchar(40), `family_hash` varchar(64), `confirmed_at` varchar(24), `last_seen_at` varchar(24), `impersonated_by` bigint, `returns_to` bigint, `factor_elsewhere` boolean not null default '0', foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `sessions_expires_at_index` on `sessions` (`expires_at`);

CREATE UNIQUE INDEX sessions_family_hash_unique on sessions (family_hash);

CREATE INDEX sessions_live_expires_index on sessions (expires_at) where revoked_at is null;

CREATE INDEX sessions_live_seen_index on sessions (last_seen_at) where revoked_at is null;

CREATE INDEX `sessions_previous_refresh_hash_index` on `sessions` (`previous_refresh_hash`);

CREATE UNIQUE INDEX `sessions_refresh_hash_unique` on `sessions` (`refresh_hash`);

CREATE INDEX `sessions_returns_to_index` on `sessions` (`returns_to`);

CREATE INDEX sessions_revoked_index on sessions (revoked_at);

CREATE INDEX `sessions_user_id_expires_at_index` on `sessions` (`user_id`, `expires_at`);

CREATE TABLE `settings` (`key` varchar(80), `value` text not null, `updated_at` varchar(24) not null, primary key (`key`));

CREATE TABLE `sign_in_challenges` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `token_hash` varchar(64) not null, `client` varchar(10) not null, `address_class` varchar(20) not null, `proof` varchar(20) not null, `tries` integer not null default '0', `created_at` varchar(24) not null, `expires_at` varchar(24) not null, `used_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `sign_in_challenges_expires_at_index` on `sign_in_challenges` (`expires_at`);

CREATE UNIQUE INDEX `sign_in_challenges_token_hash_unique` on `sign_in_challenges` (`token_hash`);

CREATE INDEX `sign_in_challenges_user_id_index` on `sign_in_challenges` (`user_id`);

CREATE TABLE `submission_answers` (`submission_id` bigint not null, `question_id` bigint not null, `question_version_id` bigint not null, `answer` text not null, `saved_at` varchar(24) not null, `points_awarded` float, `correct` boolean, foreign key(`submission_id`) references `assessment_submissions`(`id`) on delete CASCADE, primary key (`submission_id`, `question_id`));

CREATE TABLE `upkeep_reports` (`id` integer not null primary key autoincrement, `occasion` varchar(10) not null, `state` varchar(20) not null, `started_at` varchar(24) not null, `ended_at` varchar(24) not null, `bytes_freed` bigint not null, `steps` text not null);

CREATE INDEX `upkeep_reports_started_at_index` on `upkeep_reports` (`started_at`);

CREATE TRIGGER user_activity_logs_no_delete before delete on user_activity_logs when old.id >= coalesce((select max(entry_id) from ledger_seals where kind = 'beginning'), 0)
   begin select raise(abort, 'Nothing is taken out of the ledger.'); end;

CREATE TRIGGER user_activity_logs_no_update before update on user_activity_logs
   begin select raise(abort, 'The ledger is never changed.'); end;

CREATE TABLE `user_activity_logs` (`id` integer not null primary key autoincrement, `user_id` bigint, `action` varchar(60) not null, `resource_type` varchar(40) not null, `resource_id` bigint, `ip` varchar(45), `user_agent` varchar(300), `created_at` varchar(24) not null, `details` text, `session_id` bigint, `impersonator_id` bigint, `via` varchar(60), `request_id` varchar(64), `hash` varchar(64) not null default '');

CREATE INDEX `user_activity_logs_action_id_index` on `user_activity_logs` (`action`, `id`);

CREATE INDEX `user_activity_logs_created_at_index` on `user_activity_logs` (`created_at`);

CREATE INDEX user_activity_logs_impersonator on user_activity_logs (impersonator_id, id) where impersonator_id is not null;

CREATE INDEX `user_activity_logs_ip_index` on `user_activity_logs` (`ip`);

CREATE INDEX user_activity_logs_kind on user_activity_logs ((substr(action, 1, instr(action, '.') - 1)), id);

CREATE INDEX `user_activity_logs_resource_type_id_index` on `user_activity_logs` (`resource_type`, `id`);

CREATE INDEX `user_activity_logs_resource_type_resource_id_index` on `user_activity_logs` (`resource_type`, `resource_id`);

CREATE INDEX `user_activity_logs_user_id_created_at_index` on `user_activity_logs` (`user_id`, `created_at`);

CREATE INDEX `user_activity_logs_user_id_id_index` on `user_activity_logs` (`user_id`, `id`);

CREATE TABLE `user_identities` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `provider_id` bigint not null, `subject` varchar(255) not null, `email` varchar(254), `linked_at` varchar(24) not null, `last_used_at` varchar(24), foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`provider_id`) references `identity_providers`(`id`) on delete CASCADE);

CREATE UNIQUE INDEX `user_identities_provider_id_subject_unique` on `user_identities` (`provider_id`, `subject`);

CREATE INDEX `user_identities_user_id_index` on `user_identities` (`user_id`);

CREATE TABLE `user_profiles` (`user_id` bigint, `first_name` varchar(80) not null, `last_name` varchar(80) not null, `bio` text, `avatar_file_id` bigint, `phone` varchar(40), `organization` varchar(120), foreign key(`user_id`) references `users`(`id`) on delete CASCADE, primary key (`user_id`));

CREATE INDEX `user_profiles_phone_index` on `user_profiles` (`phone`);

CREATE TABLE `user_progress` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `course_id` bigint not null, `module_id` bigint not null, `completed_at` varchar(24), `time_spent` integer not null default '0', `last_position` float not null default '0', `updated_at` varchar(24) not null, foreign key(`user_id`) references `users`(`id`) on delete CASCADE, foreign key(`course_id`) references `courses`(`id`) on delete CASCADE, foreign key(`module_id`) references `course_modules`(`id`) on delete CASCADE);

CREATE INDEX `user_progress_module_id_index` on `user_progress` (`module_id`);

CREATE UNIQUE INDEX `user_progress_user_id_course_id_module_id_unique` on `user_progress` (`user_id`, `course_id`, `module_id`);

CREATE TABLE `user_roles` (`id` integer not null primary key autoincrement, `user_id` bigint not null, `role` varchar(40) not null, `granted_at` varchar(24) not null, `granted_by` bigint, foreign key(`user_id`) references `users`(`id`) on delete CASCADE);

CREATE INDEX `user_roles_role_user_id_index` on `user_roles` (`role`, `user_id`);

CREATE UNIQUE INDEX `user_roles_user_id_role_unique` on `user_roles` (`user_id`, `role`);

CREATE TABLE `users` (`id` integer not null primary key autoincrement, `email` varchar(254) not null, `email_folded` varchar(254) not null, `password_hash` varchar(200) not null, `is_active` boolean not null default '1', `name_folded` varchar(200) not null, `created_at` varchar(24) not null, `updated_at` varchar(24) not null, `last_sign_in_at` varchar(24), `mails_new_device` boolean not null default '1', `second_factor_asked_at` varchar(24), `erased_at` varchar(24), `left_at` varchar(24));

CREATE INDEX `users_created_at_index` on `users` (`created_at`);

CREATE UNIQUE INDEX `users_email_folded_unique` on `users` (`email_folded`);

CREATE INDEX `users_last_sign_in_at_index` on `users` (`last_sign_in_at`);

CREATE INDEX `users_name_folded_id_index` on `users` (`name_folded`, `id`);
