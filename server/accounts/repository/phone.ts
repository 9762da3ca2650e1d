/** Phone numbers are stored sealed: they are shown, never searched. */
import type { SealedColumn } from '../../platform/crypto/sealed-columns.ts';
import { isSealed, type Sealing } from '../../platform/crypto/sealing.ts';

export const phonePlace = () => 'user_profiles.phone';

export const phoneColumn: SealedColumn = {
  table: 'user_profiles',
  key: 'user_id',
  column: 'phone',
  plainBefore: true,
  lost: 'empty',
  place: phonePlace,
};

/** A list of people is not lost over a number that no key opens: it is empty, and is entered again. */
export function openPhone(sealing: Sealing, stored: string | null): string | null {
  if (stored === null || !isSealed(stored)) return stored;
  try {
    return sealing.open(stored, phonePlace());
  } catch {
    return null;
  }
}

export const sealPhone = (sealing: Sealing, phone: string | null) =>
  phone === null ? null : sealing.seal(phone, phonePlace());
