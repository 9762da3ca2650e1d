/** Of two records about one person, what is kept: pure. */

export interface Enrolment {
  status: string;
  enrolled_at: string;
  completed_at: string | null;
  progress_percentage: number;
  mandatory_done: number;
  last_accessed: string | null;
  last_module_id: number | null;
  version: number;
  withdrawn_at: string | null;
}

export interface Progress {
  completed_at: string | null;
  time_spent: number;
  last_position: number;
  updated_at: string;
}

const earlier = (a: string | null, b: string | null) => (a === null || (b !== null && b < a) ? b : a);
/** The later of two moments, or the one there is. */
export const later = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b > a) ? b : a;

/** Who is enrolled by one of the accounts is enrolled, since the first time; what is done stays done. */
export function bestEnrolment(a: Enrolment, b: Enrolment): Enrolment {
  const active = a.status === 'active' || b.status === 'active';
  const recent = (b.last_accessed ?? '') > (a.last_accessed ?? '') ? b : a;
  return {
    status: active ? 'active' : a.status,
    enrolled_at: earlier(a.enrolled_at, b.enrolled_at) as string,
    completed_at: earlier(a.completed_at, b.completed_at),
    progress_percentage: Math.max(a.progress_percentage, b.progress_percentage),
    mandatory_done: Math.max(a.mandatory_done, b.mandatory_done),
    last_accessed: later(a.last_accessed, b.last_accessed),
    last_module_id: recent.last_module_id,
    version: Math.max(a.version, b.version),
    withdrawn_at: active ? null : later(a.withdrawn_at, b.withdrawn_at),
  };
}

/** Done as early as in one of them; the time of both; the place where the person was last. */
export function bestProgress(a: Progress, b: Progress): Progress {
  const recent = b.updated_at > a.updated_at ? b : a;
  return {
    completed_at: earlier(a.completed_at, b.completed_at),
    time_spent: a.time_spent + b.time_spent,
    last_position: recent.last_position,
    updated_at: recent.updated_at,
  };
}
