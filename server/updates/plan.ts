import { z } from 'zod';

/** Name of the kind of operation. */
export const UPDATE = 'update';
/** The part of it that changes nothing. */
export const REHEARSAL = 'update-rehearsal';

/** Values of a plan of the kind `update`. */
export const UpdateValues = z.object({
  version: z.string(),
  /** How long the new program may take for each of: rehearsal, migration, coming up. */
  patience_seconds: z.number().positive().default(1800),
});
