import { z } from 'zod';
import type { SettingsGroup } from '../platform/settings/settings.ts';

const UpdateValues = z.object({
  /** Asks the feed once a day. Off until somebody says where. */
  automatic: z.boolean().default(false),
  feed_url: z.string().default(''),
  /** Versions that somebody does not want. */
  skipped: z.array(z.string()).default([]),
  /** Nobody wants to be reminded before this moment. */
  remind_at: z.string().nullable().default(null),
});

export const updateSettings: SettingsGroup<z.output<typeof UpdateValues>> = {
  name: 'updates',
  schema: UpdateValues,
  secrets: [],
};
