/** What media knows of a person: pictures of themself, and files they brought. */
import { join } from 'node:path';
import type { Database } from '../platform/db/database.ts';
import { rowsOf } from '../platform/db/dialect.ts';
import type { PersonalPart } from '../platform/personal/about.ts';
import { AVATARS, type Variant } from './repository/files.ts';

interface Stored {
  id: number;
  path: string;
  original_name: string;
  variants: string;
}

const OWN = 'select id, path, original_name, variants from content_files where uploaded_by = ? order by id';
/** The picture that the profile shows, and older ones that it showed. */
const PICTURES = `select id, path, original_name, variants from content_files
  where uploaded_by = ? and path like '${AVATARS}%' and course_id is null order by id`;

export const mediaPersonal = ({ read }: Database, folder: string): PersonalPart => ({
  name: 'media',
  tables: [
    {
      table: 'content_files',
      refers: ['uploaded_by'],
      holds: {
        what: 'files that the person brought, pictures of themself among them',
        why: 'to show them',
        long: 'until they are removed; what a course shows as long as the course',
        who: 'people of the course; the picture: everybody who sees the name',
      },
      hidden: {
        path: 'Where the file lies on the server’s disk.',
        filename: 'Its name there.',
        name_folded: 'The name again, as it is searched.',
      },
      erasure: { how: 'emptied', set: { uploaded_by: null }, because: 'academy' },
    },
  ],
  async files(userId) {
    const files = await read.all<Stored>(OWN, [userId]);
    return files.map(({ id, path, original_name }) => ({
      name: `${id}-${plain(original_name)}`,
      body: { path: join(folder, path) },
    }));
  },
  async erase({ tx }, { userId }) {
    const pictures = await rowsOf<Stored>(tx, PICTURES, [userId]);
    await tx('user_profiles').where({ user_id: userId }).update({ avatar_file_id: null });
    await tx('content_files')
      .whereIn(
        'id',
        pictures.map(({ id }) => id),
      )
      .delete();
    return pictures.flatMap(({ path, variants }) =>
      [path, ...(JSON.parse(variants) as Variant[]).map(variant => variant.path)].map(name => join(folder, name)),
    );
  },
});

/** A name that every system can unpack. */
const plain = (name: string) =>
  name
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^\.+/, '_')
    .slice(-120);
