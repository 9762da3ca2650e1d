/** What people agree to, what is kept about them, taking it along, being erased, and the keys that seal it. */
import { z } from 'zod';
import { endpoint, Id, Instant, line, Nothing, prose, someOf } from '../platform/http/contract.ts';
import { stayReasons } from '../platform/personal/contract.ts';

/** `organisation`: that those who represent the person's organisation see their progress. */
export const DocumentKind = z.enum(['privacy', 'terms', 'organisation', 'other']);
export type DocumentKind = z.output<typeof DocumentKind>;
export const ConsentLanguage = z.enum(['en', 'es']);
export type ConsentLanguage = z.output<typeof ConsentLanguage>;

const text = prose(60_000).refine(words => words.trim() !== '', 'Write what people agree to.');
const Texts = {
  title_en: line(160),
  text_en: text,
  title_es: line(160),
  text_es: text,
};

export const ConsentVersion = z.object({
  id: Id,
  number: z.number().int(),
  ...Texts,
  /** Hex SHA-256 of the four texts as canonical JSON: what an answer is bound to. */
  sha256: z.string(),
  published_at: Instant,
});
export type ConsentVersion = z.output<typeof ConsentVersion>;

/** What somebody is asked, in its present version. */
export const Asked = z.object({
  document_id: Id,
  kind: DocumentKind,
  required: z.boolean(),
  version: ConsentVersion,
  /** The person answered an older version. */
  changed: z.boolean(),
});
export type Asked = z.output<typeof Asked>;

const Answer = z.object({ version_id: Id, agreed: z.boolean() });
export const Answers = z.object({ language: ConsentLanguage, answers: z.array(Answer).min(1).max(50) });
export type Answers = z.output<typeof Answers>;

export const ConsentRecord = z.object({
  document_id: Id,
  kind: DocumentKind,
  required: z.boolean(),
  title_en: z.string(),
  title_es: z.string(),
  number: z.number().int(),
  answer: z.enum(['given', 'declined', 'withdrawn']),
  sha256: z.string(),
  answered_at: Instant,
  /** It is the last word on this document. */
  stands: z.boolean(),
});
export type ConsentRecord = z.output<typeof ConsentRecord>;

/** For the administrator: a document with its versions, newest first, and how many agreed. */
export const ConsentDocument = z.object({
  id: Id,
  kind: DocumentKind,
  required: z.boolean(),
  retired: z.boolean(),
  versions: z.array(ConsentVersion),
  /** People whose last word is yes to the present version, or to an older one, or no. */
  agreed: z.number().int(),
  agreed_older: z.number().int(),
  declined: z.number().int(),
});
export type ConsentDocument = z.output<typeof ConsentDocument>;

export const PersonalExport = z.object({
  id: Id,
  asked_at: Instant,
  /** `failed`: the job gave up; another one can be asked for. */
  state: z.enum(['being_made', 'ready', 'failed', 'expired']),
  /** 0 to 1 while it is being made. */
  progress: z.number(),
  bytes: z.number().int().nullable(),
  /** When the file is removed from the server. */
  expires_at: Instant.nullable(),
});
export type PersonalExport = z.output<typeof PersonalExport>;

export const Erasure = z.object({
  asked_at: Instant,
  due_at: Instant,
  by_self: z.boolean(),
  /** Nobody asked for it: the account was not used for long. */
  inactive: z.boolean(),
});
export type Erasure = z.output<typeof Erasure>;

export const PrivacyPage = z.object({
  records: z.array(ConsentRecord),
  exports: z.array(PersonalExport),
  /** A wish that waits. */
  erasure: Erasure.nullable(),
  /** Days between the wish and the erasure. */
  erasure_days: z.number().int(),
  /** The account must be kept; why is told to administrators alone. */
  hold: z.object({ set_at: Instant, reason: z.string().nullable() }).nullable(),
});
export type PrivacyPage = z.output<typeof PrivacyPage>;

export const ErasurePreview = z.object({
  parts: z.array(
    z.object({
      part: z.string(),
      table: z.string(),
      rows: z.number().int(),
      how: z.enum(['removed', 'emptied', 'kept']),
      because: z.enum(stayReasons).nullable(),
    }),
  ),
  pseudonym: z.string(),
  /** Typed to confirm. */
  confirm: z.string(),
  /** When the last backup that still holds the person will be thinned out; null without backups. */
  backups: z.object({ count: z.number().int(), gone_by: Instant.nullable() }),
  /** Why it cannot be; null when it can. */
  refused: z.enum(['last_administrator', 'held']).nullable(),
});
export type ErasurePreview = z.output<typeof ErasurePreview>;

export const PrivacySettings = z.object({
  /** Days in which a person can take the wish to be erased back. */
  erasure_days: z.number().int().min(0).max(90).default(14),
  /** Days for which a finished export can be fetched. */
  export_days: z.number().int().min(1).max(30).default(7),
});
export type PrivacySettings = z.output<typeof PrivacySettings>;

/** Why an unused account stays, the strongest reason first. */
export const spareReasons = ['staff', 'held', 'suspended', 'asked', 'enrolled', 'certified'] as const;
export type SpareReason = (typeof spareReasons)[number];

/** Erasing accounts that nobody uses. Off until an administrator decides. */
export const InactivitySettings = z.object({
  enabled: z.boolean().default(false),
  /** Months without being there after which an account counts as unused. */
  months: z.number().int().min(3).max(120).default(24),
  /** Days between telling the person and the erasure. */
  notice_days: z.number().int().min(7).max(90).default(30),
  /** Learners with a published course that they have not completed stay. */
  spare_enrolled: z.boolean().default(true),
  /** Holders of a certificate in force stay: an erasure takes the name from it. */
  spare_certified: z.boolean().default(true),
});
export type InactivitySettings = z.output<typeof InactivitySettings>;

export const UnusedAccount = z.object({
  id: Id,
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  /** null: was never there. */
  last_seen_at: Instant.nullable(),
});

export const ToldAccount = UnusedAccount.extend({ told_at: Instant, due_at: Instant });
export type ToldAccount = z.output<typeof ToldAccount>;

export const Inactivity = z.object({
  settings: InactivitySettings,
  /** People are told by mail; without it only by this list. */
  by_mail: z.boolean(),
  /** Who was told and is to be erased, the first one first; at most 200 are listed. */
  told: z.object({ count: z.number().int(), people: z.array(ToldAccount) }),
});
export type Inactivity = z.output<typeof Inactivity>;

export const InactivityPreview = z.object({
  /** Whom it is about: they would be told, or were told already. */
  concerned: z.number().int(),
  /** Unused accounts that stay, by the strongest reason. */
  spared: z.array(z.object({ reason: z.enum(spareReasons), count: z.number().int() })),
  /** At most 50, the longest unused first. */
  people: z.array(UnusedAccount),
});
export type InactivityPreview = z.output<typeof InactivityPreview>;

const flag = z
  .enum(['true', 'false'])
  .default('true')
  .transform(value => value === 'true');

export const Keys = z.object({
  /** Ids, the one in use first. More than one while a rotation is under way. */
  ids: z.array(z.string()),
  changed_at: Instant,
  /** Sealed texts that are not under the key in use. */
  left: z.number().int(),
  /** The job that brings them under it. */
  job_id: Id.nullable(),
});
export type Keys = z.output<typeof Keys>;

/** `me` or a number. */
const UserRef = z.object({ id: z.union([z.literal('me'), Id]) });

export const privacyEndpoints = {
  documents: endpoint('GET /privacy/documents', {
    summary: 'What everybody is asked to agree to, in its present version.',
    data: z.array(Asked),
  }),
  asked: endpoint('GET /privacy/asked', {
    summary: 'What the caller has not answered in its present version; what is required comes first.',
    data: z.array(Asked),
  }),
  answer: endpoint('POST /privacy/answers', {
    summary: 'Records what the caller agrees to, declines or withdraws. What is required can be given only.',
    body: Answers,
    data: Nothing,
  }),
  admin: endpoint('GET /privacy/consents', {
    summary: 'Every document with its versions and how many agreed.',
    data: z.array(ConsentDocument),
  }),
  addDocument: endpoint('POST /privacy/consents', {
    summary: 'Publishes a document that people are asked to agree to.',
    body: z.object({ kind: DocumentKind, required: z.boolean(), ...Texts }),
    data: ConsentDocument,
    status: 201,
  }),
  addVersion: endpoint('POST /privacy/consents/:id/versions', {
    summary: 'Publishes a new version; everybody is asked again.',
    params: z.object({ id: Id }),
    body: z.object(Texts),
    data: ConsentDocument,
    status: 201,
  }),
  changeDocument: endpoint('PUT /privacy/consents/:id', {
    summary: 'Says whether a document is required, and whether it is still asked for.',
    params: z.object({ id: Id }),
    body: z.object({ required: z.boolean(), retired: z.boolean() }).partial(),
    data: ConsentDocument,
  }),
  page: endpoint('GET /users/:id/privacy', {
    summary:
      'What a person agreed to, their exports, and whether they are to be erased; for themself and administrators.',
    params: UserRef,
    data: PrivacyPage,
  }),
  askExport: endpoint('POST /users/:id/privacy/exports', {
    rate: 'heavy',
    summary: 'Makes one ZIP of everything about a person, in the background.',
    params: UserRef,
    data: PersonalExport,
    status: 202,
  }),
  download: endpoint('GET /users/:id/privacy/exports/:exportId', {
    rate: 'heavy',
    summary: 'The ZIP.',
    params: UserRef.extend({ exportId: Id }),
    data: 'bytes',
  }),
  preview: endpoint('GET /users/:id/privacy/erasure', {
    summary: 'What an erasure would remove, what stays, and why.',
    params: UserRef,
    data: ErasurePreview,
  }),
  erase: endpoint('POST /users/:id/privacy/erasure', {
    summary: 'The person themself: erased after the waiting time. An administrator: at once, with a reason.',
    params: UserRef,
    body: z.object({ confirm: z.string().max(254), reason: line(500).optional() }),
    data: z.object({ erased: z.boolean(), due_at: Instant }),
  }),
  withdraw: endpoint('DELETE /users/:id/privacy/erasure', {
    summary: 'Takes the wish to be erased back.',
    params: UserRef,
    data: Nothing,
  }),
  settings: endpoint('GET /privacy/settings', { summary: 'Waiting times.', data: PrivacySettings }),
  saveSettings: endpoint('PUT /privacy/settings', {
    summary: 'Changes waiting times.',
    body: someOf(PrivacySettings),
    data: PrivacySettings,
  }),
  hold: endpoint('PUT /users/:id/privacy/hold', {
    summary: 'Says that an account must be kept: it is not erased by anybody until the hold is ended.',
    params: z.object({ id: Id }),
    body: z.object({ reason: line(500) }),
    data: Nothing,
  }),
  release: endpoint('DELETE /users/:id/privacy/hold', {
    summary: 'Ends the hold of an account.',
    params: z.object({ id: Id }),
    data: Nothing,
  }),
  inactivity: endpoint('GET /privacy/inactivity', {
    summary: 'Whether accounts that nobody uses are erased, and who was told of it.',
    data: Inactivity,
  }),
  saveInactivity: endpoint('PUT /privacy/inactivity', {
    summary: 'Changes when accounts that nobody uses are erased; switched off, nobody who was told is erased.',
    body: someOf(InactivitySettings),
    data: Inactivity,
  }),
  previewInactivity: endpoint('GET /privacy/inactivity/preview', {
    summary: 'Whom it would concern with these settings, and who stays although nobody uses the account.',
    query: z.object({
      months: z.coerce.number().int().min(3).max(120),
      spare_enrolled: flag,
      spare_certified: flag,
    }),
    data: InactivityPreview,
  }),
  keys: endpoint('GET /privacy/keys', { summary: 'Which keys seal what is stored encrypted.', data: Keys }),
  rotate: endpoint('POST /privacy/keys', {
    summary: 'Makes a new key, brings everything under it in the background, then retires the old ones.',
    data: Keys,
    status: 202,
  }),
};
