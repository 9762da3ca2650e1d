/** How scanning is set, and how the scanner does. */
import { type Clock, HOUR, instant } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Settings } from '../platform/settings/settings.ts';
import type { Scanner, ScanningSettings } from './contract.ts';
import { placeOf } from './place-rules.ts';
import type { ScannerFinder } from './scanner.ts';
import { type KeptScanning, scanningSettings } from './settings.ts';

export interface ScanningDeps {
  work: Work;
  clock: Clock;
  settings: Settings;
  finder: ScannerFinder;
}

type Change = { [K in keyof ScanningSettings]?: ScanningSettings[K] | undefined };

export type ScanningService = ReturnType<typeof createScanningService>;

export function createScanningService(deps: ScanningDeps) {
  const { work, clock, settings, finder } = deps;
  const kept = () => settings.read(scanningSettings);
  return {
    async read() {
      const values = await kept();
      return { settings: shownOf(values), scanner: await finder.tryOut(values) };
    },
    async update(change: Change, { userId }: Pick<Actor, 'userId'>) {
      const values = { ...(await kept()), ...given(change) };
      const scanner = await finder.tryOut(values);
      requireAnswer(values, scanner);
      const at = instant(clock.now());
      await work.run(async ({ tx, record }) => {
        const noted = { worked_at: scanner.state === 'works' ? at : null };
        const details = await settings.write(tx, scanningSettings, change, at);
        await settings.write(tx, scanningSettings, noted, at);
        await record({ userId, action: 'scanning.settings', resourceType: 'scanning', resourceId: null, details });
      });
      return { settings: shownOf(values), scanner };
    },
    /** For the page of health: how it does, in which mode, and whether one was there before. Remembers that it works. */
    async look() {
      const values = await kept();
      const scanner = await finder.tryOut(values);
      if (scanner.state === 'works' && isOld(values.worked_at, clock.now()))
        await work.run(async ({ tx }) => {
          const at = instant(clock.now());
          await settings.write(tx, scanningSettings, { worked_at: at }, at);
        });
      return { scanner, mode: values.mode, wasThere: values.worked_at !== null };
    },
  };
}

const isOld = (at: string | null, now: number) => at === null || now - Date.parse(at) > 12 * HOUR;

const shownOf = ({ mode, address }: KeptScanning): ScanningSettings => ({ mode, address });

const given = (change: Change) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<ScanningSettings>;

/** Whoever requires a scanner that is not there would shut out every file. */
function requireAnswer({ mode, address }: ScanningSettings, { state }: Scanner): void {
  if (address !== '' && !placeOf(address))
    refuse(
      'VALIDATION_ERROR',
      'Write the socket of the scanner, such as /run/clamav/clamd.ctl, or a port of this machine, such as 127.0.0.1:3310.',
      { field: 'address' },
    );
  const field = address === '' ? 'mode' : 'address';
  if (state === 'away') refuse('VALIDATION_ERROR', 'No malware scanner answers there.', { field });
  if (mode === 'required' && state !== 'works') refuse('VALIDATION_ERROR', wordsFor[state], { field });
}

const wordsFor: Record<Exclude<Scanner['state'], 'works' | 'away'>, string> = {
  none: 'There is no malware scanner on this computer yet, so no file could be taken any more. Install ClamAV first.',
  blind: 'The scanner answers, but does not find the test file: its signatures are missing. Let it fetch them first.',
  off: 'Scanning is switched off.',
};
