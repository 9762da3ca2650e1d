/** Which place for backups to propose: pure. */

interface Offered {
  kind: 'folder' | 'usb' | 'network';
  same_disk: boolean;
  free_bytes: number | null;
  belongs_to: string | null;
}

/** A disk that can be carried away, else a share; with the most room, and nobody else's. */
export function bestPlace<P extends Offered>(places: readonly P[]): P | undefined {
  const usable = places.filter(place => place.kind !== 'folder' && !place.same_disk && place.belongs_to === null);
  const rank = (place: P) => (place.kind === 'usb' ? 0 : 1);
  return usable.toSorted((a, b) => rank(a) - rank(b) || (b.free_bytes ?? 0) - (a.free_bytes ?? 0))[0];
}
