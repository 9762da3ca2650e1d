/** What this feature itself knows of a person. */
import { join } from 'node:path';
import { rowsOf } from '../platform/db/dialect.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import type { VersionRow } from './repository/consents.ts';

/** The texts that the person answered, as files of the export: a hash alone says nothing to anybody. */
export type AnsweredTexts = (userId: number) => Promise<VersionRow[]>;

const textOf = ({ title_en, text_en, title_es, text_es, sha256, published_at }: VersionRow) =>
  [title_en, '', text_en, '', '', title_es, '', text_es, '', '', `${published_at}  SHA-256 ${sha256}`, ''].join('\r\n');

export const privacyPersonal = (folder: string, answered: AnsweredTexts): PersonalPart => ({
  name: 'privacy',
  tables: [
    {
      table: 'consent_answers',
      refers: ['user_id'],
      holds: {
        what: 'what the person agreed to, declined or withdrew, with the hash of the text',
        why: 'to prove what was agreed',
        long: 'as long as the academy; after an erasure without a name',
        who: 'the person; administrators see figures',
      },
      erasure: { how: 'kept', because: 'privacy' },
    },
    {
      table: 'consent_versions',
      refers: ['published_by'],
      holds: {
        what: 'who published which text',
        why: 'to prove what was agreed',
        long: 'as long as the academy',
        who: 'administrators',
      },
      erasure: { how: 'kept', because: 'privacy' },
    },
    {
      table: 'personal_exports',
      refers: ['user_id', 'asked_by'],
      holds: {
        what: 'exports that were made of the person',
        why: 'to fetch them',
        long: 'the file seven days unless told, the note as long as the account',
        who: 'the person and administrators',
      },
      leftOut: 'The exports themselves, this file among them.',
      erasure: { how: 'removed' },
    },
    {
      table: 'erasures',
      refers: ['user_id', 'asked_by'],
      holds: {
        what: 'wishes to be erased, notices that an unused account will be, and that it was done',
        why: 'to carry them out, and to answer for it',
        long: 'as long as the academy',
        who: 'the person and administrators',
      },
      erasure: { how: 'emptied', set: { reason: null }, because: 'privacy' },
    },
    {
      table: 'account_holds',
      refers: ['user_id', 'set_by', 'ended_by'],
      holds: {
        what: 'that the account had to be kept, from when to when and who said so',
        why: 'to keep what a dispute or a law asks for',
        long: 'as long as the academy; after an erasure without the reason',
        who: 'administrators; the person, without the reason',
      },
      hidden: { reason: 'It may be about a dispute or about others; administrators answer for it.' },
      erasure: { how: 'emptied', set: { reason: null }, because: 'privacy' },
    },
  ],
  files: async userId =>
    (await answered(userId)).map(version => ({
      name: `document-${version.document_id}-version-${version.number}.txt`,
      body: Buffer.from(textOf(version)),
    })),
  async erase({ tx }, { userId }) {
    const rows = await rowsOf<{ file: string | null }>(tx, 'select file from personal_exports where user_id = ?', [
      userId,
    ]);
    return rows.flatMap(({ file }) => (file ? [join(folder, file)] : []));
  },
});
