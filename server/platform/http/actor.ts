/** The signed-in person on whose behalf a request runs. */
export interface Actor {
  userId: number;
  sessionId: number;
  roles: readonly string[];
  /** `resource:action`; `*` for administrators. */
  permissions: ReadonlySet<string>;
  /** When the person last proved who they are in this session, milliseconds since 1970. */
  confirmedAt: number;
  /** The administrator who looks at the academy as this person; null when it is the person. */
  impersonatedBy: number | null;
  /** Owes a second factor: has no role and no permission until one is set up. */
  mustEnrol: boolean;
  /** Came through a provider that is trusted with having asked for a second factor. */
  factorElsewhere?: boolean;
}

export function holds(actor: Actor, permission: string): boolean {
  return actor.permissions.has('*') || actor.permissions.has(permission);
}

/** What the request came with; `cookie` counts only together with a check of the origin. */
export interface Credentials {
  bearer: string | undefined;
  cookie: string | undefined;
  /** How long ago somebody was there, milliseconds; null when the request says nothing of that: it was made by a page on its own. */
  seenAgoMs: number | null;
}

/** Finds the actor of a request. Answers null for nobody; refuses with TOKEN_EXPIRED or UNAUTHENTICATED. */
export type Authenticate = (credentials: Credentials) => Promise<Actor | null>;
