/** What the admin chose about the network, and what the process that announces found out. */
import { z } from 'zod';
import type { SettingsGroup } from '../platform/settings/settings.ts';

const Chosen = z.object({ lan_name: z.string().default('lyceum'), announce: z.boolean().default(true) });
export type NetworkChoices = z.output<typeof Chosen>;
export const networkChoices: SettingsGroup<NetworkChoices> = { name: 'network', schema: Chosen, secrets: [] };

const Found = z.object({
  short_name: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('off') }),
      z.object({ kind: z.literal('no-network') }),
      z.object({ kind: z.literal('unavailable'), reason: z.string() }),
      z.object({ kind: z.literal('announced'), wanted: z.string(), name: z.string(), heard: z.boolean() }),
    ])
    .nullable()
    .default(null),
  poster: z.object({ at: z.string(), url: z.string(), host: z.string() }).nullable().default(null),
});
export type NetworkFindings = z.output<typeof Found>;
export const networkFindings: SettingsGroup<NetworkFindings> = { name: 'network-found', schema: Found, secrets: [] };
