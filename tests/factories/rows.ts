/** One row for every table of each migration, in the order in which they refer to each other: what an update must not lose. */

const AT = '2026-01-01T00:00:00.000Z';

export const ROWS_BY_MIGRATION: Record<string, Record<string, Record<string, unknown>>> = {
  '20261121_01_people': {
    settings: { key: 'site', value: '{}', updated_at: AT },
    sequences: { name: 'certificate', value: 7 },
    users: {
      ...{ id: 1, email: 'A@example.org', email_folded: 'a@example.org', password_hash: 'none', is_active: true },
      ...{ name_folded: 'a b', created_at: AT, updated_at: AT },
    },
    user_profiles: { user_id: 1, first_name: 'Ą', last_name: '"; drop table users', bio: '多行\ntext' },
    user_roles: { id: 1, user_id: 1, role: 'student', granted_at: AT },
    sessions: {
      ...{ id: 1, user_id: 1, refresh_hash: 'x', client: 'bearer' },
      ...{ created_at: AT, refreshed_at: AT, expires_at: AT },
    },
    user_activity_logs: {
      id: 1,
      user_id: 1,
      action: 'a',
      resource_type: 'b',
      resource_id: 9007199254740991,
      created_at: AT,
    },
  },
  '20261121_02_courses': {
    courses: {
      ...{ id: 1, title: 'T', description: 'D', search_text: 't d', instructor_id: 1, difficulty_level: 'beginner' },
      ...{ estimated_duration: 1, status: 'published', created_at: AT, updated_at: AT, published_at: AT },
    },
    content_files: {
      ...{
        id: 1,
        filename: 'f',
        original_name: 'f',
        path: 'f',
        kind: 'video',
        mime_type: 'video/mp4',
        size: 3_000_000_000,
      },
      ...{ sha256: 'x', duration: 1.25, created_at: AT },
    },
    course_modules: {
      ...{
        id: 1,
        course_id: 1,
        title: 'M',
        order_index: 0,
        duration: 1,
        content_type: 'markdown',
        content: 'x'.repeat(5000),
      },
      ...{ is_mandatory: true, file_id: 1, created_at: AT, updated_at: AT },
    },
    module_files: { module_id: 1, course_id: 1, file_id: 1 },
    course_versions: { id: 1, course_id: 1, number: 1, outline: '{}', published_by: 1, published_at: AT },
  },
  '20261121_03_learning': {
    course_enrollments: {
      id: 1,
      user_id: 1,
      course_id: 1,
      status: 'active',
      enrolled_at: AT,
      version: 1,
      progress_percentage: 33.3,
    },
    user_progress: {
      id: 1,
      user_id: 1,
      course_id: 1,
      module_id: 1,
      time_spent: 5,
      last_position: 12.5,
      updated_at: AT,
    },
    learning_analytics: { id: 1, user_id: 1, course_id: 1, day: '2026-01-01', session_start: AT, session_end: AT },
  },
  '20261121_04_assessments': {
    assessments: {
      id: 1,
      course_id: 1,
      module_id: 1,
      title: 'Q',
      assessment_type: 'quiz',
      created_at: AT,
      updated_at: AT,
    },
    questions: { id: 1, assessment_id: 1, position: 0, version_id: 1 },
    question_versions: {
      ...{ id: 1, question_id: 1, number: 1, type: 'numeric', prompt: 'P', points: 0.1, body: '{}', created_at: AT },
    },
    assessment_submissions: {
      ...{ id: 1, user_id: 1, assessment_id: 1, attempt_number: 1, state: 'in_progress', asked: '[1]', started_at: AT },
    },
    submission_answers: { submission_id: 1, question_id: 1, question_version_id: 1, answer: '"é"', saved_at: AT },
    certificates: {
      ...{ id: 1, user_id: 1, course_id: 1, certificate_number: 'N', issued_at: AT, verification_hash: 'h' },
      ...{ template: 't', metadata: '{}', signature: 's', key_fingerprint: 'k' },
    },
  },
  '20261121_05_jobs': {
    jobs: { id: 1, name: 'n', payload: '{}', state: 'queued', run_at: AT, max_attempts: 5, created_at: AT },
    presence_samples: { at: AT, people: 3 },
  },
};
