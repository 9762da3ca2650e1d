/**
 * Every column that refers to a person, and what becomes of it when two accounts are merged. A test compares the list with the
 * schema: whoever adds such a column says here what merging does with it.
 */

/**
 * `move` the row goes to the kept account; `drop` it goes with the other one; `combine` both may have one, and the better is kept;
 * `stay` history that is never rewritten; `credential` a way to prove who one is: it goes with the password of its account.
 */
export type Fate = 'move' | 'drop' | 'combine' | 'stay' | 'credential';

export const references: Readonly<Record<string, Fate>> = {
  // Whoever must be kept must be kept under the other number too.
  'account_holds.user_id': 'move',
  'account_holds.set_by': 'move',
  'account_holds.ended_by': 'move',
  'account_links.user_id': 'drop',
  'account_links.created_by': 'move',
  'account_locks.user_id': 'drop',
  'address_links.user_id': 'drop',
  'assessment_submissions.user_id': 'combine',
  // Sealed for the person: nobody else's number opens it.
  'authenticators.user_id': 'drop',
  'certificates.user_id': 'combine',
  // What was answered there was answered by that account; the kept one has answers of its own.
  'consent_answers.user_id': 'drop',
  'consent_versions.published_by': 'move',
  'content_files.uploaded_by': 'move',
  'course_enrollments.user_id': 'combine',
  'course_instructors.added_by': 'move',
  'course_instructors.user_id': 'combine',
  'course_versions.published_by': 'move',
  'courses.instructor_id': 'move',
  'erasures.asked_by': 'move',
  'erasures.user_id': 'drop',
  'email_changes.user_id': 'drop',
  'health_silences.user_id': 'move',
  'known_devices.user_id': 'drop',
  'learning_analytics.user_id': 'combine',
  'mail_messages.user_id': 'move',
  'mail_templates.updated_by': 'move',
  'mentor_assignments.mentor_id': 'move',
  'mentor_assignments.mentee_id': 'move',
  'mentor_assignments.assigned_by': 'move',
  'mentor_assignments.ended_by': 'move',
  'merged_accounts.user_id': 'move',
  'merged_accounts.merged_by': 'move',
  'organisation_members.user_id': 'combine',
  'organisation_members.added_by': 'move',
  'passkey_challenges.user_id': 'drop',
  'passkeys.user_id': 'credential',
  'people_import_rows.user_id': 'move',
  'people_imports.created_by': 'move',
  'personal_exports.asked_by': 'move',
  'personal_exports.user_id': 'drop',
  'reach_tests.created_by': 'move',
  'recovery_codes.user_id': 'credential',
  'registration_invitation_uses.user_id': 'move',
  'registration_invitations.created_by': 'move',
  'security_notices.user_id': 'move',
  'sessions.user_id': 'drop',
  'sessions.impersonated_by': 'move',
  'sign_in_challenges.user_id': 'drop',
  // The chain of the ledger names the account that did it then; `merged_accounts` tells whose it is now.
  'user_activity_logs.user_id': 'stay',
  'user_activity_logs.impersonator_id': 'stay',
  'user_identities.user_id': 'move',
  'user_profiles.user_id': 'combine',
  'user_progress.user_id': 'combine',
  'user_roles.user_id': 'combine',
  'user_roles.granted_by': 'move',
};

/** Table and column of everything with this fate. */
export const withFate = (fate: Fate): { table: string; column: string }[] =>
  Object.entries(references).flatMap(([name, each]) => {
    const [table, column] = name.split('.') as [string, string];
    return each === fate ? [{ table, column }] : [];
  });
