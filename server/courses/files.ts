/** What courses ask of the media feature; handed over by the composition root. */
import type { ContentFile } from '../media/contract.ts';
import type { Queries } from '../platform/db/database.ts';
import type { Actor } from '../platform/http/actor.ts';

export interface CourseFiles {
  /** Those of the files that the person may put into a course. */
  usable(ids: readonly number[], actor: Actor): Promise<Map<number, ContentFile>>;
  /** Those of the files that exist, whoever asks; for what a module shows. */
  describe(ids: readonly number[]): Promise<Map<number, ContentFile>>;
  /** Gives files that belong to no course yet to this one. */
  adopt(tx: Queries, ids: readonly number[], courseId: number): Promise<void>;
  /** Makes a picture readable by everybody, as covers of the catalogue are. */
  makePublic(tx: Queries, id: number): Promise<void>;
  /** Checks a file on disk like an upload and stores a copy; refuses like one. The file given is used up. */
  take(source: { path: string; name: string }, owner: { userId: number }): Promise<ContentFile>;
  /** Removes files that were taken for a course that was not made after all. */
  discard(ids: readonly number[]): Promise<void>;
  /** Path of an archive that the person uploaded. */
  locateArchive(id: number, actor: Actor): Promise<string>;
  /** A path for a file on its way in, below the uploads folder. */
  draftPath(): string;
}
