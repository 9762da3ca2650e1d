/** The test file of the scanners' makers: harmless, and every scanner says that it found it. https://www.eicar.org/download-anti-malware-testfile/ */

/** In two halves, so that no scanner takes the program itself for it. */
const HALVES = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STAND', 'ARD-ANTIVIRUS-TEST-FILE!$H+H*'] as const;

export const trialText = (): string => HALVES.join('');
