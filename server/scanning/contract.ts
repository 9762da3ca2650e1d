/** Looking for malware in what people bring: how it is set, and whether the scanner works. */
import { z } from 'zod';
import { endpoint, Instant, line, someOf } from '../platform/http/contract.ts';

export const ScanningSettings = z.object({
  /**
   * `auto` uses a scanner that is there and takes what it cannot look at; `required` takes nothing that was not looked at; `off`.
   */
  mode: z.enum(['auto', 'required', 'off']).default('auto'),
  /** Where clamd listens: a socket, or a port of this machine such as `127.0.0.1:3310`; empty where it is found by itself. */
  address: line(200).default(''),
});
export type ScanningSettings = z.output<typeof ScanningSettings>;

export const Scanner = z.object({
  /**
   * `works` it found a test file just now; `blind` it answers and does not find it; `away` it does not answer; `none` there is none;
   * `off` it is not used.
   */
  state: z.enum(['works', 'blind', 'away', 'none', 'off']),
  /** Where it is asked; null where there is none. */
  address: z.string().nullable(),
  /** `1.4.6`; null unless it answers. */
  version: z.string().nullable(),
  /** Of its signatures; null where it does not say. */
  signatures_at: Instant.nullable(),
});
export type Scanner = z.output<typeof Scanner>;

const Scanning = z.object({ settings: ScanningSettings, scanner: Scanner });

export const scanningEndpoints = {
  read: endpoint('GET /scanning', {
    summary:
      'How files are scanned for malware, and whether the scanner works: it is tried now, with a harmless test file.',
    data: Scanning,
  }),
  update: endpoint('PUT /scanning/settings', {
    summary:
      'Changes whether and where files are scanned. A scanner that shall be required or stands at an address must answer.',
    body: someOf(ScanningSettings),
    data: Scanning,
  }),
};
