/** What a PIN must be: pure. The main process checks length and digits again. */

export type PinLack = 'pinShort' | 'pinEasy' | 'pinDiffers';

/** Digits that follow one another, all the same, or a pair again and again, are tried first by whoever guesses. */
export function lackOfPin(pin: string, again: string): PinLack | null {
  if (!/^\d{4,12}$/.test(pin)) return 'pinShort';
  const steps = pin
    .split('')
    .slice(1)
    .map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10);
  const isRow = steps.every(step => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0);
  if (isRow || /^(\d\d)\1+$/.test(pin)) return 'pinEasy';
  return pin === again ? null : 'pinDiffers';
}
