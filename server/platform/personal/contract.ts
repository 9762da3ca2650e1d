/** Why something stays after somebody was erased; screens translate by it. */
export const stayReasons = ['number', 'ledger', 'statistics', 'certificate', 'academy', 'privacy'] as const;
export type StayReason = (typeof stayReasons)[number];
