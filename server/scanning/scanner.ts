/** The scanner of this machine: found, asked, tried out. */
import { access } from 'node:fs/promises';
import { instant } from '../platform/clock.ts';
import { askVersion, type Content, contentOfBytes, scan } from './clamd.ts';
import type { Scanner, ScanningSettings } from './contract.ts';
import { type Place, placeOf, shownPlace, USUAL_SOCKETS } from './place-rules.ts';
import type { Verdict } from './reply-rules.ts';
import { trialText } from './trial-rules.ts';

export interface Asked {
  place: Place;
  scan(content: Content): Promise<Verdict>;
}

export interface ScannerFinder {
  /** The scanner that is to be asked; null when none was named and none is there. */
  find(settings: Pick<ScanningSettings, 'address'>): Promise<Asked | null>;
  /** How it does, by a trial now. */
  tryOut(settings: ScanningSettings): Promise<Scanner>;
}

/** `patience` in milliseconds; by the size of a file unless told. */
export function createScannerFinder(sockets: readonly string[] = USUAL_SOCKETS, patience?: number): ScannerFinder {
  const find = async ({ address }: Pick<ScanningSettings, 'address'>): Promise<Asked | null> => {
    const place = address === '' ? await firstSocket(sockets) : placeOf(address);
    return place && { place, scan: content => scan(place, content, patience) };
  };
  return {
    find,
    async tryOut(settings) {
      const unknown = { address: null, version: null, signatures_at: null };
      if (settings.mode === 'off') return { ...unknown, state: 'off' };
      const asked = await find(settings);
      return asked ? tryAt(asked) : { ...unknown, state: 'none' };
    },
  };
}

async function firstSocket(sockets: readonly string[]): Promise<Place | null> {
  for (const path of sockets) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return { path };
  }
  return null;
}

async function tryAt({ place, scan: look }: Asked): Promise<Scanner> {
  const address = shownPlace(place);
  try {
    const { version, signaturesAt } = await askVersion(place);
    const verdict = await look(contentOfBytes(Buffer.from(trialText())));
    const signatures_at = signaturesAt === null ? null : instant(signaturesAt);
    return { state: verdict.kind === 'found' ? 'works' : 'blind', address, version, signatures_at };
  } catch {
    return { state: 'away', address, version: null, signatures_at: null };
  }
}
