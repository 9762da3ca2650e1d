-- Made by `node build/docs.mjs` from the code; do not edit.

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
  constraint content_files_pkey PRIMARY KEY (id),
  constraint content_files_upload_key_unique UNIQUE (upload_key)
);

CREATE INDEX content_files_course_id_index ON content_files USING btree (course_id);

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
  constraint jobs_pkey PRIMARY KEY (id)
);

CREATE INDEX jobs_name_state_index ON jobs USING btree (name, state);

CREATE INDEX jobs_state_run_at_id_index ON jobs USING btree (state, run_at, id);

CREATE UNIQUE INDEX jobs_unique_key ON jobs USING btree (unique_key) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

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
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_refresh_hash_unique UNIQUE (refresh_hash),
  constraint sessions_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE INDEX sessions_expires_at_index ON sessions USING btree (expires_at);

CREATE INDEX sessions_previous_refresh_hash_index ON sessions USING btree (previous_refresh_hash);

CREATE INDEX sessions_user_id_expires_at_index ON sessions USING btree (user_id, expires_at);

create table settings (
  key character varying(80) not null,
  value text not null,
  updated_at character varying(24) not null,
  constraint settings_pkey PRIMARY KEY (key)
);

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

create table user_activity_logs (
  id bigint not null default nextval('user_activity_logs_id_seq'::regclass),
  user_id bigint,
  action character varying(60) not null,
  resource_type character varying(40) not null,
  resource_id bigint,
  ip character varying(45),
  user_agent character varying(300),
  created_at character varying(24) not null,
  constraint user_activity_logs_pkey PRIMARY KEY (id)
);

CREATE INDEX user_activity_logs_created_at_index ON user_activity_logs USING btree (created_at);

CREATE INDEX user_activity_logs_user_id_created_at_index ON user_activity_logs USING btree (user_id, created_at);

create table user_profiles (
  user_id bigint not null,
  first_name character varying(80) not null,
  last_name character varying(80) not null,
  bio text,
  avatar_file_id bigint,
  phone character varying(40),
  organization character varying(120),
  constraint user_profiles_pkey PRIMARY KEY (user_id),
  constraint user_profiles_user_id_foreign FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

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
  constraint users_email_folded_unique UNIQUE (email_folded),
  constraint users_pkey PRIMARY KEY (id)
);

CREATE INDEX users_created_at_index ON users USING btree (created_at);

CREATE INDEX users_last_sign_in_at_index ON users USING btree (last_sign_in_at);

CREATE INDEX users_name_folded_id_index ON users USING btree (name_folded, id);
