-- Made by `node build/docs.mjs` from the code; do not edit.

create table account_holds (
  id bigint not null default nextval('account_holds_id_seq'::regclass),
  user_id bigint not null,
  reason character varying(500),
  set_by bigint,
  set_at character varying(24) not null,
  ended_by bigint,
  ended_at character varying(24),
  constraint account_holds_pkey PRIMARY KEY (id),
  constraint account_holds_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX account_holds_user_id_index ON account_holds USING btree (user_id);

create table account_links (
  id bigint not null default nextval('account_links_id_seq'::regclass),
  user_id bigint not null,
  purpose character varying(20) not null,
  token_hash character varying(64) not null,
  created_by bigint,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  used_at character varying(24),
  revoked_at character varying(24),
  constraint account_links_pkey PRIMARY KEY (id),
  constraint account_links_token_hash_unique UNIQUE (token_hash),
  constraint account_links_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX account_links_expires_at_index ON account_links USING btree (expires_at);

CREATE INDEX account_links_user_id_expires_at_index ON account_links USING btree (user_id, expires_at);

create table account_locks (
  user_id bigint not null,
  locked_at character varying(24) not null,
  until character varying(24),
  own_device boolean not null,
  constraint account_locks_pkey PRIMARY KEY (user_id),
  constraint account_locks_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table address_links (
  id bigint not null default nextval('address_links_id_seq'::regclass),
  purpose character varying(20) not null,
  token_hash character varying(64) not null,
  registration_id bigint,
  change_id bigint,
  user_id bigint,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  used_at character varying(24),
  revoked_at character varying(24),
  constraint address_links_change_id_foreign FOREIGN KEY (change_id) REFERENCES email_changes(id) ON DELETE CASCADE,
  constraint address_links_pkey PRIMARY KEY (id),
  constraint address_links_registration_id_foreign FOREIGN KEY (registration_id) REFERENCES pending_registrations(id) ON DELETE CASCADE,
  constraint address_links_token_hash_unique UNIQUE (token_hash),
  constraint address_links_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX address_links_change_id_index ON address_links USING btree (change_id);

CREATE INDEX address_links_expires_at_index ON address_links USING btree (expires_at);

CREATE INDEX address_links_registration_id_index ON address_links USING btree (registration_id);

CREATE INDEX address_links_user_id_index ON address_links USING btree (user_id);

create table assessment_submissions (
  id bigint not null default nextval('assessment_submissions_id_seq'::regclass),
  user_id bigint not null,
  assessment_id bigint not null,
  attempt_number integer not null,
  state character varying(20) not null,
  asked text not null,
  started_at character varying(24) not null,
  deadline_at character varying(24),
  submitted_at character varying(24),
  graded_at character varying(24),
  timed_out boolean not null default false,
  score double precision,
  points_awarded double precision,
  points_total double precision,
  passed boolean,
  feedback text,
  constraint assessment_submissions_assessment_id_foreign FOREIGN KEY (assessment_id) REFERENCES assessments(id) ON DELETE CASCADE,
  constraint assessment_submissions_pkey PRIMARY KEY (id),
  constraint assessment_submissions_user_id_assessment_id_attempt_number_uni UNIQUE (user_id, assessment_id, attempt_number),
  constraint assessment_submissions_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX assessment_submissions_assessment_id_submitted_at_index ON assessment_submissions USING btree (assessment_id, submitted_at);

CREATE INDEX assessment_submissions_state_deadline_at_index ON assessment_submissions USING btree (state, deadline_at);

CREATE UNIQUE INDEX submissions_in_progress ON assessment_submissions USING btree (user_id, assessment_id) WHERE ((state)::text = 'in_progress'::text);

create table assessments (
  id bigint not null default nextval('assessments_id_seq'::regclass),
  course_id bigint not null,
  module_id bigint,
  title character varying(200) not null,
  description text,
  assessment_type character varying(20) not null,
  passing_score double precision not null default '70'::double precision,
  time_limit integer,
  max_attempts integer default 3,
  question_count integer not null default 0,
  points_total double precision not null default '0'::double precision,
  created_at character varying(24) not null,
  updated_at character varying(24) not null,
  constraint assessments_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint assessments_module_id_foreign FOREIGN KEY (module_id) REFERENCES course_modules(id) ON DELETE CASCADE,
  constraint assessments_module_id_unique UNIQUE (module_id),
  constraint assessments_pkey PRIMARY KEY (id)
);

CREATE INDEX assessments_course_id_index ON assessments USING btree (course_id);

create table authenticators (
  id bigint not null default nextval('authenticators_id_seq'::regclass),
  user_id bigint not null,
  name character varying(80) not null,
  secret text not null,
  last_step bigint,
  created_at character varying(24) not null,
  confirmed_at character varying(24),
  last_used_at character varying(24),
  constraint authenticators_pkey PRIMARY KEY (id),
  constraint authenticators_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX authenticators_user_id_index ON authenticators USING btree (user_id);

create table backup_runs (
  id bigint not null default nextval('backup_runs_id_seq'::regclass),
  kind character varying(20) not null,
  state character varying(20) not null,
  started_at character varying(24) not null,
  ended_at character varying(24),
  new_bytes bigint not null default '0'::bigint,
  proved boolean not null default false,
  step character varying(20),
  code character varying(30),
  cause text,
  remedy text,
  constraint backup_runs_pkey PRIMARY KEY (id)
);

CREATE INDEX backup_runs_started_at_index ON backup_runs USING btree (started_at);

create table backups (
  id bigint not null default nextval('backups_id_seq'::regclass),
  backup_id character varying(30) not null,
  place integer not null,
  kind character varying(20) not null,
  reason character varying(200),
  made_at character varying(24) not null,
  version character varying(40) not null,
  key_id character varying(16),
  people bigint not null,
  bytes bigint not null,
  new_bytes bigint not null,
  proved_at character varying(24),
  proof_seconds double precision,
  proof_reason text,
  proof_steps text not null,
  constraint backups_backup_id_place_unique UNIQUE (backup_id, place),
  constraint backups_pkey PRIMARY KEY (id)
);

CREATE INDEX backups_made_at_index ON backups USING btree (made_at);

create table certificates (
  id bigint not null default nextval('certificates_id_seq'::regclass),
  user_id bigint not null,
  course_id bigint not null,
  certificate_number character varying(40) not null,
  issued_at character varying(24) not null,
  expires_at character varying(24),
  revoked_at character varying(24),
  verification_hash character varying(64) not null,
  template character varying(40) not null,
  metadata text not null,
  signature text not null,
  key_fingerprint character varying(64) not null,
  constraint certificates_certificate_number_unique UNIQUE (certificate_number),
  constraint certificates_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint certificates_pkey PRIMARY KEY (id),
  constraint certificates_user_id_course_id_unique UNIQUE (user_id, course_id),
  constraint certificates_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint certificates_verification_hash_unique UNIQUE (verification_hash)
);

create table consent_answers (
  id bigint not null default nextval('consent_answers_id_seq'::regclass),
  user_id bigint not null,
  document_id bigint not null,
  version_id bigint not null,
  answer character varying(10) not null,
  language character varying(10) not null,
  sha256 character varying(64) not null,
  answered_at character varying(24) not null,
  constraint consent_answers_document_id_foreign FOREIGN KEY (document_id) REFERENCES consent_documents(id) ON DELETE CASCADE,
  constraint consent_answers_pkey PRIMARY KEY (id),
  constraint consent_answers_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint consent_answers_version_id_foreign FOREIGN KEY (version_id) REFERENCES consent_versions(id) ON DELETE CASCADE
);

CREATE INDEX consent_answers_document_id_index ON consent_answers USING btree (document_id);

CREATE INDEX consent_answers_user_id_document_id_index ON consent_answers USING btree (user_id, document_id);

create table consent_documents (
  id bigint not null default nextval('consent_documents_id_seq'::regclass),
  kind character varying(20) not null,
  required boolean not null,
  created_at character varying(24) not null,
  retired_at character varying(24),
  constraint consent_documents_pkey PRIMARY KEY (id)
);

create table consent_versions (
  id bigint not null default nextval('consent_versions_id_seq'::regclass),
  document_id bigint not null,
  number integer not null,
  title_en character varying(160) not null,
  text_en text not null,
  title_es character varying(160) not null,
  text_es text not null,
  sha256 character varying(64) not null,
  published_at character varying(24) not null,
  published_by bigint,
  constraint consent_versions_document_id_foreign FOREIGN KEY (document_id) REFERENCES consent_documents(id) ON DELETE CASCADE,
  constraint consent_versions_document_id_number_unique UNIQUE (document_id, number),
  constraint consent_versions_pkey PRIMARY KEY (id)
);

create table content_files (
  id bigint not null default nextval('content_files_id_seq'::regclass),
  filename character varying(120) not null,
  original_name character varying(255) not null,
  path character varying(300) not null,
  kind character varying(20) not null,
  mime_type character varying(120) not null,
  size bigint not null,
  sha256 character varying(64) not null,
  width integer,
  height integer,
  duration real,
  variants text not null default '[]'::text,
  upload_key character varying(80),
  course_id bigint,
  uploaded_by bigint,
  is_public boolean not null default false,
  created_at character varying(24) not null,
  name_folded character varying(260) not null default ''::character varying,
  replaced_at character varying(24),
  constraint content_files_pkey PRIMARY KEY (id),
  constraint content_files_upload_key_unique UNIQUE (upload_key)
);

CREATE INDEX content_files_course_id_index ON content_files USING btree (course_id);

CREATE INDEX content_files_created_at_id_index ON content_files USING btree (created_at, id);

CREATE INDEX content_files_name_folded_id_index ON content_files USING btree (name_folded, id);

CREATE INDEX content_files_sha256_index ON content_files USING btree (sha256);

CREATE INDEX content_files_uploaded_by_index ON content_files USING btree (uploaded_by);

create table course_enrollments (
  id bigint not null default nextval('course_enrollments_id_seq'::regclass),
  user_id bigint not null,
  course_id bigint not null,
  status character varying(20) not null,
  enrolled_at character varying(24) not null,
  completed_at character varying(24),
  progress_percentage real not null default '0'::real,
  mandatory_done integer not null default 0,
  last_accessed character varying(24),
  last_module_id bigint,
  version integer not null,
  withdrawn_at character varying(24),
  constraint course_enrollments_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint course_enrollments_pkey PRIMARY KEY (id),
  constraint course_enrollments_user_id_course_id_unique UNIQUE (user_id, course_id),
  constraint course_enrollments_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX course_enrollments_course_id_enrolled_at_index ON course_enrollments USING btree (course_id, enrolled_at);

create table course_instructors (
  course_id bigint not null,
  user_id bigint not null,
  added_at character varying(24) not null,
  added_by bigint,
  constraint course_instructors_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint course_instructors_pkey PRIMARY KEY (course_id, user_id),
  constraint course_instructors_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX course_instructors_user_id_index ON course_instructors USING btree (user_id);

create table course_modules (
  id bigint not null default nextval('course_modules_id_seq'::regclass),
  course_id bigint not null,
  section character varying(160),
  title character varying(200) not null,
  description text,
  order_index integer not null,
  duration integer not null,
  content_type character varying(20) not null,
  content text,
  rendered text,
  is_mandatory boolean not null,
  file_id bigint,
  captions text not null default '[]'::text,
  created_at character varying(24) not null,
  updated_at character varying(24) not null,
  constraint course_modules_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint course_modules_file_id_foreign FOREIGN KEY (file_id) REFERENCES content_files(id),
  constraint course_modules_pkey PRIMARY KEY (id)
);

CREATE INDEX course_modules_course_id_order_index_index ON course_modules USING btree (course_id, order_index);

CREATE INDEX course_modules_file_id_index ON course_modules USING btree (file_id);

create table course_versions (
  id bigint not null default nextval('course_versions_id_seq'::regclass),
  course_id bigint not null,
  number integer not null,
  outline text not null,
  published_by bigint not null,
  published_at character varying(24) not null,
  constraint course_versions_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint course_versions_course_id_number_unique UNIQUE (course_id, number),
  constraint course_versions_pkey PRIMARY KEY (id)
);

create table courses (
  id bigint not null default nextval('courses_id_seq'::regclass),
  title character varying(160) not null,
  description text not null,
  search_text text not null,
  instructor_id bigint not null,
  category character varying(60),
  difficulty_level character varying(20) not null,
  estimated_duration integer not null,
  price bigint not null default '0'::bigint,
  status character varying(20) not null,
  thumbnail_file_id bigint,
  capacity integer,
  enrolled_count integer not null default 0,
  module_count integer not null default 0,
  mandatory_count integer not null default 0,
  version integer not null default 0,
  created_at character varying(24) not null,
  updated_at character varying(24) not null,
  published_at character varying(24),
  deleted_at character varying(24),
  constraint courses_instructor_id_foreign FOREIGN KEY (instructor_id) REFERENCES users(id),
  constraint courses_pkey PRIMARY KEY (id)
);

CREATE INDEX courses_category_index ON courses USING btree (category);

CREATE INDEX courses_instructor_id_index ON courses USING btree (instructor_id);

CREATE INDEX courses_published_title ON courses USING btree (lower((title)::text), id) WHERE (((status)::text = 'published'::text) AND (deleted_at IS NULL));

create table email_changes (
  id bigint not null default nextval('email_changes_id_seq'::regclass),
  user_id bigint not null,
  old_email character varying(254) not null,
  new_email character varying(254) not null,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  old_confirmed_at character varying(24),
  new_confirmed_at character varying(24),
  ended_at character varying(24),
  outcome character varying(20),
  constraint email_changes_pkey PRIMARY KEY (id),
  constraint email_changes_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX email_changes_expires_at_index ON email_changes USING btree (expires_at);

CREATE INDEX email_changes_user_id_index ON email_changes USING btree (user_id);

create table erasures (
  id bigint not null default nextval('erasures_id_seq'::regclass),
  user_id bigint not null,
  asked_by bigint,
  reason text,
  asked_at character varying(24) not null,
  due_at character varying(24) not null,
  state character varying(12) not null,
  ended_at character varying(24),
  cause character varying(12) not null default 'asked'::character varying,
  constraint erasures_pkey PRIMARY KEY (id),
  constraint erasures_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX erasures_state_due_at_index ON erasures USING btree (state, due_at);

CREATE INDEX erasures_user_id_index ON erasures USING btree (user_id);

create table health_silences (
  check_name character varying(60) not null,
  until character varying(24) not null,
  user_id bigint,
  created_at character varying(24) not null,
  constraint health_silences_pkey PRIMARY KEY (check_name),
  constraint health_silences_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX health_silences_user_id_index ON health_silences USING btree (user_id);

create table identity_providers (
  id bigint not null default nextval('identity_providers_id_seq'::regclass),
  key character varying(40) not null,
  preset character varying(20) not null,
  label character varying(60) not null,
  issuer character varying(300) not null,
  client_id character varying(300) not null,
  client_secret text,
  extra_scopes character varying(200) not null,
  enabled boolean not null,
  creates_accounts boolean not null,
  domains text not null,
  group_claim character varying(100) not null,
  group_roles text not null,
  group_mode character varying(10) not null,
  created_at character varying(24) not null,
  updated_at character varying(24) not null,
  trusted_proofs text not null default '[]'::text,
  constraint identity_providers_key_unique UNIQUE (key),
  constraint identity_providers_pkey PRIMARY KEY (id)
);

create table jobs (
  id bigint not null default nextval('jobs_id_seq'::regclass),
  name character varying(60) not null,
  payload text not null,
  state character varying(20) not null,
  unique_key character varying(120),
  run_at character varying(24) not null,
  attempts integer not null default 0,
  max_attempts integer not null,
  progress real not null default '0'::real,
  note character varying(300),
  cancel_requested boolean not null default false,
  claimed_by character varying(60),
  claimed_until character varying(24),
  last_error text,
  created_at character varying(24) not null,
  finished_at character varying(24),
  started_at character varying(24),
  constraint jobs_pkey PRIMARY KEY (id)
);

CREATE INDEX jobs_name_state_index ON jobs USING btree (name, state);

CREATE INDEX jobs_state_run_at_id_index ON jobs USING btree (state, run_at, id);

CREATE UNIQUE INDEX jobs_unique_key ON jobs USING btree (unique_key) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

create table known_devices (
  id bigint not null default nextval('known_devices_id_seq'::regclass),
  user_id bigint not null,
  mark_hash character varying(64) not null,
  first_seen_at character varying(24) not null,
  last_seen_at character varying(24) not null,
  constraint known_devices_pkey PRIMARY KEY (id),
  constraint known_devices_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint known_devices_user_id_mark_hash_unique UNIQUE (user_id, mark_hash)
);

create table learning_analytics (
  id bigint not null default nextval('learning_analytics_id_seq'::regclass),
  user_id bigint not null,
  course_id bigint not null,
  day character varying(10) not null,
  session_start character varying(24) not null,
  session_end character varying(24) not null,
  time_spent integer not null default 0,
  pages_viewed integer not null default 0,
  interactions integer not null default 0,
  constraint learning_analytics_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint learning_analytics_pkey PRIMARY KEY (id),
  constraint learning_analytics_user_id_day_course_id_unique UNIQUE (user_id, day, course_id),
  constraint learning_analytics_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table ledger_seals (
  id bigint not null default nextval('ledger_seals_id_seq'::regclass),
  kind character varying(12) not null,
  entry_id bigint not null,
  entry_hash character varying(64) not null,
  removed bigint not null,
  created_at character varying(24) not null,
  key_id character varying(64) not null,
  signature character varying(100) not null,
  constraint ledger_seals_pkey PRIMARY KEY (id)
);

CREATE INDEX ledger_seals_kind_entry_id_index ON ledger_seals USING btree (kind, entry_id);

create table mail_messages (
  id bigint not null default nextval('mail_messages_id_seq'::regclass),
  message_id character varying(200) not null,
  to_address character varying(254) not null,
  to_folded character varying(254) not null,
  to_name character varying(200),
  user_id bigint,
  template character varying(40) not null,
  language character varying(10) not null,
  subject character varying(300) not null,
  content text not null,
  state character varying(20) not null,
  attempts integer not null default 0,
  next_try_at character varying(24) not null,
  answer text,
  outcome character varying(30),
  transcript text,
  created_at character varying(24) not null,
  queued_at character varying(24) not null,
  ended_at character varying(24),
  constraint mail_messages_message_id_unique UNIQUE (message_id),
  constraint mail_messages_pkey PRIMARY KEY (id),
  constraint mail_messages_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX mail_messages_created_at_index ON mail_messages USING btree (created_at);

CREATE INDEX mail_messages_state_next_try_at_index ON mail_messages USING btree (state, next_try_at);

CREATE INDEX mail_messages_user_id_index ON mail_messages USING btree (user_id);

create table mail_templates (
  template character varying(40) not null,
  language character varying(10) not null,
  subject character varying(300) not null,
  body text not null,
  updated_at character varying(24) not null,
  updated_by bigint,
  constraint mail_templates_pkey PRIMARY KEY (template, language)
);

create table mentor_assignments (
  id bigint not null default nextval('mentor_assignments_id_seq'::regclass),
  mentor_id bigint not null,
  mentee_id bigint not null,
  since character varying(24) not null,
  until character varying(24),
  assigned_by bigint,
  ended_by bigint,
  constraint mentor_assignments_assigned_by_foreign FOREIGN KEY (assigned_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint mentor_assignments_ended_by_foreign FOREIGN KEY (ended_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint mentor_assignments_mentee_id_foreign FOREIGN KEY (mentee_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint mentor_assignments_mentor_id_foreign FOREIGN KEY (mentor_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint mentor_assignments_pkey PRIMARY KEY (id)
);

CREATE INDEX mentor_assignments_assigned_by_index ON mentor_assignments USING btree (assigned_by);

CREATE INDEX mentor_assignments_ended_by_index ON mentor_assignments USING btree (ended_by);

CREATE INDEX mentor_assignments_mentee_id_until_index ON mentor_assignments USING btree (mentee_id, until);

CREATE INDEX mentor_assignments_mentor_id_until_index ON mentor_assignments USING btree (mentor_id, until);

create table merged_accounts (
  old_id bigint not null,
  user_id bigint not null,
  name character varying(200) not null,
  email character varying(254) not null,
  alias_folded character varying(254),
  merged_at character varying(24) not null,
  merged_by bigint,
  name_folded character varying(200) not null default ''::character varying,
  constraint merged_accounts_alias_folded_unique UNIQUE (alias_folded),
  constraint merged_accounts_pkey PRIMARY KEY (old_id),
  constraint merged_accounts_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX merged_accounts_user_id_index ON merged_accounts USING btree (user_id);

create table module_files (
  module_id bigint not null,
  course_id bigint not null,
  file_id bigint not null,
  constraint module_files_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint module_files_file_id_foreign FOREIGN KEY (file_id) REFERENCES content_files(id),
  constraint module_files_module_id_foreign FOREIGN KEY (module_id) REFERENCES course_modules(id) ON DELETE CASCADE,
  constraint module_files_pkey PRIMARY KEY (module_id, file_id)
);

CREATE INDEX module_files_file_id_course_id_index ON module_files USING btree (file_id, course_id);

create table organisation_members (
  id bigint not null default nextval('organisation_members_id_seq'::regclass),
  organisation_id bigint not null,
  user_id bigint not null,
  is_representative boolean not null,
  since character varying(24) not null,
  added_by bigint,
  constraint organisation_members_added_by_foreign FOREIGN KEY (added_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint organisation_members_organisation_id_foreign FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint organisation_members_organisation_id_user_id_unique UNIQUE (organisation_id, user_id),
  constraint organisation_members_pkey PRIMARY KEY (id),
  constraint organisation_members_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX organisation_members_added_by_index ON organisation_members USING btree (added_by);

CREATE INDEX organisation_members_user_id_index ON organisation_members USING btree (user_id);

create table organisations (
  id bigint not null default nextval('organisations_id_seq'::regclass),
  name character varying(160) not null,
  name_folded character varying(400) not null,
  note text,
  created_at character varying(24) not null,
  archived_at character varying(24),
  constraint organisations_name_folded_unique UNIQUE (name_folded),
  constraint organisations_pkey PRIMARY KEY (id)
);

create table passkey_challenges (
  id bigint not null default nextval('passkey_challenges_id_seq'::regclass),
  user_id bigint,
  challenge_hash character varying(64) not null,
  purpose character varying(20) not null,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  constraint passkey_challenges_challenge_hash_unique UNIQUE (challenge_hash),
  constraint passkey_challenges_pkey PRIMARY KEY (id)
);

CREATE INDEX passkey_challenges_expires_at_index ON passkey_challenges USING btree (expires_at);

create table passkeys (
  id bigint not null default nextval('passkeys_id_seq'::regclass),
  user_id bigint not null,
  name character varying(80) not null,
  credential_id character varying(1400) not null,
  public_key text not null,
  counter bigint not null,
  transports text not null,
  rp_id character varying(253) not null,
  synced boolean not null,
  created_at character varying(24) not null,
  last_used_at character varying(24),
  constraint passkeys_credential_id_unique UNIQUE (credential_id),
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX passkeys_user_id_index ON passkeys USING btree (user_id);

create table pending_registrations (
  id bigint not null default nextval('pending_registrations_id_seq'::regclass),
  email character varying(254) not null,
  email_folded character varying(254) not null,
  first_name character varying(80) not null,
  last_name character varying(80) not null,
  password_hash text not null,
  consents text,
  use_id bigint,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  verified_at character varying(24),
  constraint pending_registrations_pkey PRIMARY KEY (id),
  constraint pending_registrations_use_id_foreign FOREIGN KEY (use_id) REFERENCES registration_invitation_uses(id) ON DELETE SET NULL
);

CREATE INDEX pending_registrations_email_folded_index ON pending_registrations USING btree (email_folded);

CREATE INDEX pending_registrations_expires_at_index ON pending_registrations USING btree (expires_at);

CREATE INDEX pending_registrations_use_id_index ON pending_registrations USING btree (use_id);

create table people_import_rows (
  id bigint not null default nextval('people_import_rows_id_seq'::regclass),
  import_id bigint not null,
  line integer not null,
  verdict character varying(20) not null,
  skip boolean not null default false,
  noted boolean not null default false,
  person text not null,
  before text not null,
  problems text not null,
  folded character varying(500) not null,
  user_id bigint,
  outcome character varying(20),
  outcome_reason text,
  cells text not null default '{}'::text,
  edits text not null default '{}'::text,
  email character varying(254) not null default ''::character varying,
  constraint people_import_rows_import_id_foreign FOREIGN KEY (import_id) REFERENCES people_imports(id) ON DELETE CASCADE,
  constraint people_import_rows_pkey PRIMARY KEY (id)
);

CREATE INDEX people_import_rows_import_id_email_index ON people_import_rows USING btree (import_id, email);

CREATE INDEX people_import_rows_import_id_line_index ON people_import_rows USING btree (import_id, line);

CREATE INDEX people_import_rows_import_id_verdict_line_index ON people_import_rows USING btree (import_id, verdict, line);

CREATE INDEX people_import_rows_user_id_index ON people_import_rows USING btree (user_id);

create table people_imports (
  id bigint not null default nextval('people_imports_id_seq'::regclass),
  name character varying(255) not null,
  state character varying(20) not null,
  created_by bigint,
  created_at character varying(24) not null,
  applied_at character varying(24),
  ended_at character varying(24),
  job_id bigint,
  content text,
  encoding character varying(20),
  delimiter character varying(1),
  columns text not null,
  options text not null,
  figures text not null,
  reason text,
  base character varying(300) not null,
  constraint people_imports_pkey PRIMARY KEY (id)
);

CREATE INDEX people_imports_created_at_index ON people_imports USING btree (created_at);

create table personal_exports (
  id bigint not null default nextval('personal_exports_id_seq'::regclass),
  user_id bigint not null,
  asked_by bigint,
  asked_at character varying(24) not null,
  job_id bigint,
  file character varying(80),
  bytes bigint,
  sha256 character varying(64),
  made_at character varying(24),
  expires_at character varying(24),
  constraint personal_exports_pkey PRIMARY KEY (id),
  constraint personal_exports_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX personal_exports_user_id_index ON personal_exports USING btree (user_id);

create table presence_samples (
  at character varying(24) not null,
  people integer not null,
  constraint presence_samples_pkey PRIMARY KEY (at)
);

create table question_versions (
  id bigint not null default nextval('question_versions_id_seq'::regclass),
  question_id bigint not null,
  number integer not null,
  type character varying(30) not null,
  prompt text not null,
  points double precision not null,
  body text not null,
  created_at character varying(24) not null,
  constraint question_versions_pkey PRIMARY KEY (id),
  constraint question_versions_question_id_foreign FOREIGN KEY (question_id) REFERENCES questions(id) ON DELETE CASCADE,
  constraint question_versions_question_id_number_unique UNIQUE (question_id, number)
);

create table questions (
  id bigint not null default nextval('questions_id_seq'::regclass),
  assessment_id bigint not null,
  position integer not null,
  version_id bigint,
  removed_at character varying(24),
  constraint questions_assessment_id_foreign FOREIGN KEY (assessment_id) REFERENCES assessments(id) ON DELETE CASCADE,
  constraint questions_pkey PRIMARY KEY (id)
);

CREATE INDEX questions_assessment_id_position_index ON questions USING btree (assessment_id, "position");

create table rate_limits (
  key character varying(255) not null,
  points integer not null default 0,
  expire bigint,
  constraint rate_limits_pkey PRIMARY KEY (key)
);

create table reach_tests (
  id bigint not null default nextval('reach_tests_id_seq'::regclass),
  token_hash character varying(64) not null,
  created_by bigint,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  opened_at character varying(24),
  reported_at character varying(24),
  device character varying(120),
  measures text,
  findings text,
  constraint reach_tests_created_by_foreign FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint reach_tests_pkey PRIMARY KEY (id),
  constraint reach_tests_token_hash_unique UNIQUE (token_hash)
);

CREATE INDEX reach_tests_created_at_index ON reach_tests USING btree (created_at);

create table recovery_codes (
  id bigint not null default nextval('recovery_codes_id_seq'::regclass),
  user_id bigint not null,
  salt character varying(32) not null,
  code_hash character varying(64) not null,
  created_at character varying(24) not null,
  used_at character varying(24),
  constraint recovery_codes_pkey PRIMARY KEY (id),
  constraint recovery_codes_user_id_code_hash_unique UNIQUE (user_id, code_hash),
  constraint recovery_codes_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table registration_invitation_courses (
  id bigint not null default nextval('registration_invitation_courses_id_seq'::regclass),
  invitation_id bigint not null,
  course_id bigint not null,
  constraint registration_invitation_courses_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint registration_invitation_courses_invitation_id_course_id_unique UNIQUE (invitation_id, course_id),
  constraint registration_invitation_courses_invitation_id_foreign FOREIGN KEY (invitation_id) REFERENCES registration_invitations(id) ON DELETE CASCADE,
  constraint registration_invitation_courses_pkey PRIMARY KEY (id)
);

CREATE INDEX registration_invitation_courses_course_id_index ON registration_invitation_courses USING btree (course_id);

create table registration_invitation_uses (
  id bigint not null default nextval('registration_invitation_uses_id_seq'::regclass),
  invitation_id bigint not null,
  user_id bigint,
  used_at character varying(24) not null,
  constraint registration_invitation_uses_invitation_id_foreign FOREIGN KEY (invitation_id) REFERENCES registration_invitations(id) ON DELETE CASCADE,
  constraint registration_invitation_uses_pkey PRIMARY KEY (id),
  constraint registration_invitation_uses_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL
);

CREATE INDEX registration_invitation_uses_invitation_id_index ON registration_invitation_uses USING btree (invitation_id);

CREATE INDEX registration_invitation_uses_user_id_index ON registration_invitation_uses USING btree (user_id);

create table registration_invitations (
  id bigint not null default nextval('registration_invitations_id_seq'::regclass),
  label character varying(120) not null,
  code character varying(20) not null,
  max_uses integer,
  used_count integer not null default 0,
  created_by bigint,
  created_at character varying(24) not null,
  expires_at character varying(24),
  revoked_at character varying(24),
  constraint registration_invitations_code_unique UNIQUE (code),
  constraint registration_invitations_created_by_foreign FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint registration_invitations_pkey PRIMARY KEY (id)
);

CREATE INDEX registration_invitations_created_by_index ON registration_invitations USING btree (created_by);

create table security_notices (
  id bigint not null default nextval('security_notices_id_seq'::regclass),
  user_id bigint not null,
  kind character varying(40) not null,
  details text not null,
  created_at character varying(24) not null,
  seen_at character varying(24),
  constraint security_notices_pkey PRIMARY KEY (id),
  constraint security_notices_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX security_notices_user_id_created_at_index ON security_notices USING btree (user_id, created_at);

create table sequences (
  name character varying(80) not null,
  value bigint not null,
  constraint sequences_pkey PRIMARY KEY (name)
);

create table sessions (
  id bigint not null default nextval('sessions_id_seq'::regclass),
  user_id bigint not null,
  refresh_hash character varying(64) not null,
  previous_refresh_hash character varying(64),
  client character varying(10) not null,
  ip character varying(45),
  user_agent character varying(300),
  created_at character varying(24) not null,
  refreshed_at character varying(24) not null,
  expires_at character varying(24) not null,
  revoked_at character varying(24),
  revoked_because character varying(40),
  family_hash character varying(64),
  confirmed_at character varying(24),
  last_seen_at character varying(24),
  impersonated_by bigint,
  returns_to bigint,
  factor_elsewhere boolean not null default false,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_refresh_hash_unique UNIQUE (refresh_hash),
  constraint sessions_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX sessions_expires_at_index ON sessions USING btree (expires_at);

CREATE UNIQUE INDEX sessions_family_hash_unique ON sessions USING btree (family_hash);

CREATE INDEX sessions_live_expires_index ON sessions USING btree (expires_at) WHERE (revoked_at IS NULL);

CREATE INDEX sessions_live_seen_index ON sessions USING btree (last_seen_at) WHERE (revoked_at IS NULL);

CREATE INDEX sessions_previous_refresh_hash_index ON sessions USING btree (previous_refresh_hash);

CREATE INDEX sessions_returns_to_index ON sessions USING btree (returns_to);

CREATE INDEX sessions_revoked_index ON sessions USING btree (revoked_at);

CREATE INDEX sessions_user_id_expires_at_index ON sessions USING btree (user_id, expires_at);

create table settings (
  key character varying(80) not null,
  value text not null,
  updated_at character varying(24) not null,
  constraint settings_pkey PRIMARY KEY (key)
);

create table sign_in_challenges (
  id bigint not null default nextval('sign_in_challenges_id_seq'::regclass),
  user_id bigint not null,
  token_hash character varying(64) not null,
  client character varying(10) not null,
  address_class character varying(20) not null,
  proof character varying(20) not null,
  tries integer not null default 0,
  created_at character varying(24) not null,
  expires_at character varying(24) not null,
  used_at character varying(24),
  constraint sign_in_challenges_pkey PRIMARY KEY (id),
  constraint sign_in_challenges_token_hash_unique UNIQUE (token_hash),
  constraint sign_in_challenges_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX sign_in_challenges_expires_at_index ON sign_in_challenges USING btree (expires_at);

CREATE INDEX sign_in_challenges_user_id_index ON sign_in_challenges USING btree (user_id);

create table submission_answers (
  submission_id bigint not null,
  question_id bigint not null,
  question_version_id bigint not null,
  answer text not null,
  saved_at character varying(24) not null,
  points_awarded double precision,
  correct boolean,
  constraint submission_answers_pkey PRIMARY KEY (submission_id, question_id),
  constraint submission_answers_submission_id_foreign FOREIGN KEY (submission_id) REFERENCES assessment_submissions(id) ON DELETE CASCADE
);

create table upkeep_reports (
  id bigint not null default nextval('upkeep_reports_id_seq'::regclass),
  occasion character varying(10) not null,
  state character varying(20) not null,
  started_at character varying(24) not null,
  ended_at character varying(24) not null,
  bytes_freed bigint not null,
  steps text not null,
  constraint upkeep_reports_pkey PRIMARY KEY (id)
);

CREATE INDEX upkeep_reports_started_at_index ON upkeep_reports USING btree (started_at);

create table user_activity_logs (
  id bigint not null default nextval('user_activity_logs_id_seq'::regclass),
  user_id bigint,
  action character varying(60) not null,
  resource_type character varying(40) not null,
  resource_id bigint,
  ip character varying(45),
  user_agent character varying(300),
  created_at character varying(24) not null,
  details text,
  session_id bigint,
  impersonator_id bigint,
  via character varying(60),
  request_id character varying(64),
  hash character varying(64) not null default ''::character varying,
  constraint user_activity_logs_pkey PRIMARY KEY (id)
);

CREATE INDEX user_activity_logs_action_id_index ON user_activity_logs USING btree (action, id);

CREATE INDEX user_activity_logs_address ON user_activity_logs USING btree (ip varchar_pattern_ops, id);

CREATE INDEX user_activity_logs_created_at_index ON user_activity_logs USING btree (created_at);

CREATE INDEX user_activity_logs_impersonator ON user_activity_logs USING btree (impersonator_id, id) WHERE (impersonator_id IS NOT NULL);

CREATE INDEX user_activity_logs_kind ON user_activity_logs USING btree (split_part((action)::text, '.'::text, 1), id);

CREATE INDEX user_activity_logs_resource_type_id_index ON user_activity_logs USING btree (resource_type, id);

CREATE INDEX user_activity_logs_resource_type_resource_id_index ON user_activity_logs USING btree (resource_type, resource_id);

CREATE INDEX user_activity_logs_user_id_created_at_index ON user_activity_logs USING btree (user_id, created_at);

CREATE INDEX user_activity_logs_user_id_id_index ON user_activity_logs USING btree (user_id, id);

create table user_identities (
  id bigint not null default nextval('user_identities_id_seq'::regclass),
  user_id bigint not null,
  provider_id bigint not null,
  subject character varying(255) not null,
  email character varying(254),
  linked_at character varying(24) not null,
  last_used_at character varying(24),
  constraint user_identities_pkey PRIMARY KEY (id),
  constraint user_identities_provider_id_foreign FOREIGN KEY (provider_id) REFERENCES identity_providers(id) ON DELETE CASCADE,
  constraint user_identities_provider_id_subject_unique UNIQUE (provider_id, subject),
  constraint user_identities_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX user_identities_user_id_index ON user_identities USING btree (user_id);

create table user_profiles (
  user_id bigint not null,
  first_name character varying(80) not null,
  last_name character varying(80) not null,
  bio text,
  avatar_file_id bigint,
  phone text,
  organization character varying(120),
  constraint user_profiles_pkey PRIMARY KEY (user_id),
  constraint user_profiles_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX user_profiles_phone_index ON user_profiles USING btree (phone);

create table user_progress (
  id bigint not null default nextval('user_progress_id_seq'::regclass),
  user_id bigint not null,
  course_id bigint not null,
  module_id bigint not null,
  completed_at character varying(24),
  time_spent integer not null default 0,
  last_position real not null default '0'::real,
  updated_at character varying(24) not null,
  constraint user_progress_course_id_foreign FOREIGN KEY (course_id) REFERENCES courses(id) ON DELETE CASCADE,
  constraint user_progress_module_id_foreign FOREIGN KEY (module_id) REFERENCES course_modules(id) ON DELETE CASCADE,
  constraint user_progress_pkey PRIMARY KEY (id),
  constraint user_progress_user_id_course_id_module_id_unique UNIQUE (user_id, course_id, module_id),
  constraint user_progress_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX user_progress_module_id_index ON user_progress USING btree (module_id);

create table user_roles (
  id bigint not null default nextval('user_roles_id_seq'::regclass),
  user_id bigint not null,
  role character varying(40) not null,
  granted_at character varying(24) not null,
  granted_by bigint,
  constraint user_roles_pkey PRIMARY KEY (id),
  constraint user_roles_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint user_roles_user_id_role_unique UNIQUE (user_id, role)
);

CREATE INDEX user_roles_role_user_id_index ON user_roles USING btree (role, user_id);

create table users (
  id bigint not null default nextval('users_id_seq'::regclass),
  email character varying(254) not null,
  email_folded character varying(254) not null,
  password_hash character varying(200) not null,
  is_active boolean not null default true,
  name_folded character varying(200) not null,
  created_at character varying(24) not null,
  updated_at character varying(24) not null,
  last_sign_in_at character varying(24),
  mails_new_device boolean not null default true,
  second_factor_asked_at character varying(24),
  erased_at character varying(24),
  left_at character varying(24),
  constraint users_email_folded_unique UNIQUE (email_folded),
  constraint users_pkey PRIMARY KEY (id)
);

CREATE INDEX users_created_at_index ON users USING btree (created_at);

CREATE INDEX users_last_sign_in_at_index ON users USING btree (last_sign_in_at);

CREATE INDEX users_name_folded_id_index ON users USING btree (name_folded, id);

create view course_teachers as
 SELECT courses.id AS course_id,
    courses.instructor_id AS user_id
   FROM courses
UNION ALL
 SELECT course_instructors.course_id,
    course_instructors.user_id
   FROM course_instructors;
