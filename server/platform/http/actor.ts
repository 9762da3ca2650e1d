/** The signed-in person on whose behalf a request runs. */
export interface Actor {
  userId: number;
  sessionId: number;
  roles: readonly string[];
  /** `resource:action`; `*` for administrators. */
  permissions: ReadonlySet<string>;
}

export function holds(actor: Actor, permission: string): boolean {
  return actor.permissions.has('*') || actor.permissions.has(permission);
}

/** What the request came with; `cookie` counts only together with a check of the origin. */
export interface Credentials {
  bearer: string | undefined;
  cookie: string | undefined;
}

/** Finds the actor of a request. Answers null for nobody; refuses with TOKEN_EXPIRED or UNAUTHENTICATED. */
export type Authenticate = (credentials: Credentials) => Promise<Actor | null>;
