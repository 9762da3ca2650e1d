/** Exit code of a check that found out by itself that it cannot be made here (EX_TEMPFAIL of sysexits.h): counted as skipped. */
export const LEFT_OUT = 75;
