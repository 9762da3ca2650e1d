/**
 * A computer whose battery is empty: its clock begins in 1970, at some seconds after midnight, and runs on from there. Loaded before the
 * program with NODE_OPTIONS=--import=<this file>, so that every process of it lives in that year.
 */
const Real = Date;
const LATE_2026 = Real.UTC(2026, 10, 1);
const offset = LATE_2026 - (LATE_2026 % 86_400_000);
const now = () => (Real.now() - offset) % (200 * 86_400_000);

globalThis.Date = class extends Real {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now = now;
};
