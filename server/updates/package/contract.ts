import { z } from 'zod';

/** Release notes in Markdown by language. */
export const Notes = z.object({ en: z.string().max(20_000), es: z.string().max(20_000).optional() });

export const Signature = z.object({
  /** The first half of the SHA-256 of the raw public key, in hexadecimal. */
  key: z.string().regex(/^[0-9a-f]{32}$/),
  /** Base64. */
  signature: z.string().max(200),
});
export type Signature = z.output<typeof Signature>;
