/**
 * What the server tells browsers over the socket: what changed, by ids; the browser then fetches what it is.
 * Features merge their messages into `Messages`.
 */
// biome-ignore lint: an interface so that features can merge their messages into it
export interface Messages {
  /** A background job began, moved or ended. */
  'job.changed': { job_id: number };
  /** The session of this socket is over; the socket goes with it. */
  'session.ended': Record<string, never>;
}
export type MessageName = keyof Messages & string;

/** What a browser may send. */
export interface Sent {
  /** What the page that is open is called, for "who is on now". */
  place: (name: string | null, noted?: () => void) => void;
}

/** Who receives a message: one person everywhere, or everybody with a permission. */
export type Room = `user:${number}` | `course:${number}` | 'staff';

export type Device = 'phone' | 'tablet' | 'computer';

export interface Presence {
  userId: number;
  place: string | null;
  device: Device;
  /** Milliseconds since 1970. */
  since: number;
}
