/** What is offered: packages that are here and versions that the feed names, one line for each version, the newest first. */
import { compareVersions } from '../platform/programs/version-rules.ts';
import type { Offer, Rehearsal } from './contract.ts';
import type { FeedEntry } from './feed/feed-rules.ts';
import { type Machine, type Manifest, unfit, unfitSentence } from './package/manifest-rules.ts';

interface Sources {
  stored: readonly { manifest: Omit<Manifest, 'files'>; size: number; source: Offer['source'] }[];
  entries: readonly FeedEntry[];
  rehearsals: readonly Rehearsal[];
  skipped: readonly string[];
  /** Migrations that this program knows. */
  migrations: readonly string[];
  machine: Machine;
}

export function offersOf({ stored, entries, rehearsals, skipped, migrations, machine }: Sources): Offer[] {
  const marks = (version: string) => ({
    is_skipped: skipped.includes(version),
    rehearsal: rehearsals.find(each => each.version === version) ?? null,
  });
  const here = stored.map(({ manifest, size, source }): Offer => {
    const { version, from, released_at, notes } = manifest;
    const fresh = manifest.migrations.filter(name => !migrations.includes(name)).length;
    return {
      version,
      from,
      released_at,
      notes,
      size,
      source,
      migrations: fresh,
      is_here: true,
      unfit: sentence(manifest, machine),
      ...marks(version),
    };
  });
  const known = new Set(here.map(({ version }) => version));
  const named = entries
    .filter(entry => !known.has(entry.version) && isForUs(entry, machine))
    .map((entry): Offer => {
      const { version, from, released_at, notes, size } = entry;
      return {
        version,
        from,
        released_at,
        notes,
        size,
        source: 'feed',
        migrations: null,
        is_here: false,
        unfit: sentence(entry, machine),
        ...marks(version),
      };
    });
  return [...here, ...named].toSorted((a, b) => compareVersions(b.version, a.version));
}

function sentence(offer: Parameters<typeof unfit>[0], machine: Machine): string | null {
  const why = unfit(offer, machine);
  return why && unfitSentence(why);
}

/** Versions that run already, and those for other machines, are nobody's business here. */
function isForUs(entry: FeedEntry, machine: Machine): boolean {
  const why = unfit(entry, machine);
  return why === null || why.code === 'step-first';
}

/** The version that people should look at: the newest that can be taken now and that nobody said no to. */
export const bestOf = (offers: readonly Offer[]): Offer | null =>
  offers.find(offer => offer.unfit === null && !offer.is_skipped) ?? null;
