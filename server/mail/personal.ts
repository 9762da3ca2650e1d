/** What the outbox knows of a person, and where mail is sealed. */
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import { CONTENT_PLACE } from './outbox.ts';

const LOST = 'The text of this message was sealed with keys that were lost.';

export const mailSealed: SealedColumn = {
  table: 'mail_messages',
  key: 'id',
  column: 'content',
  lost: { text: JSON.stringify({ text: LOST, html: `<p>${LOST}</p>` }) },
  place: () => CONTENT_PLACE,
};

export const mailPersonal: PersonalPart = {
  name: 'mail',
  tables: [
    {
      table: 'mail_messages',
      refers: ['user_id'],
      rows: 'user_id = ? or lower(to_address) = (select email_folded from users where id = ?)',
      holds: {
        what: 'messages to the person: address, subject, content (encrypted), whether they arrived',
        why: 'to send them, and to see why one did not arrive',
        long: '90 days after it was sent or given up',
        who: 'administrators',
      },
      sealed: { content: () => CONTENT_PLACE },
      erasure: { how: 'removed' },
    },
    {
      table: 'mail_templates',
      refers: ['updated_by'],
      key: 'template',
      holds: {
        what: 'who changed a text',
        why: 'so that another administrator can ask',
        long: 'as long as the text',
        who: 'administrators',
      },
      erasure: { how: 'kept', because: 'number' },
    },
  ],
};
