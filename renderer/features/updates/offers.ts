import type { Offer } from '../../../server/updates/contract.ts';

/** The version to look at: the newest that can be taken now and that nobody said no to. */
export const bestOf = (offers: readonly Offer[]): Offer | null =>
  offers.find(offer => offer.unfit === null && !offer.is_skipped) ?? null;
