/** Addresses of providers as they are written by hand. Pure. */

/** Whether it still holds a blank to be filled in: `https://login.microsoftonline.com/{tenant}/v2.0`. */
export const hasBlank = (issuer: string): boolean => /[{}]/.test(issuer);
