/** Addresses of the academy as people read and type them: pure. */
import type { Overview } from '../../server/overview/contract.ts';

type Addresses = Overview['addresses'];

/** `http://192.168.1.40:8080` as people type it. */
export const spoken = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** The address for learners, and the others; the best one first. Only this machine's own when there is no network. */
export function learnersAddress(addresses: Addresses): { best: Addresses[number] | undefined; others: Addresses } {
  const lan = addresses.filter(({ kind }) => kind === 'lan');
  const [best, ...others] = lan.length > 0 ? lan : addresses;
  return { best, others };
}
