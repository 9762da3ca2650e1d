/** How e-mail addresses are compared. */

/** E-mail addresses are compared case-folded. */
export const foldEmail = (email: string): string => email.normalize('NFKC').toLowerCase();
