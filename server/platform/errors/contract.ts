/**
 * Every error code of the API with its HTTP status and its meaning: the one table that knows both.
 * Codes are stable, programs rely on them; the sentence for the person is written where the refusal happens.
 */
interface CodeFacts {
  status: number;
  meaning: string;
}

export const errorCodes = {
  VALIDATION_ERROR: {
    status: 400,
    meaning: 'The request does not have the shape or the bounds the contract asks for.',
  },
  BODY_TOO_LARGE: { status: 413, meaning: 'The body is larger than this endpoint accepts.' },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: 'The head of the request, its address included, is larger than is accepted.',
  },
  REQUEST_TIMEOUT: { status: 408, meaning: 'The request did not arrive in time.' },
  UNAUTHENTICATED: { status: 401, meaning: 'Nobody is signed in, or the session has ended.' },
  TOKEN_EXPIRED: { status: 401, meaning: 'The access token is over its 15 minutes; refresh it.' },
  WRONG_CREDENTIALS: { status: 401, meaning: 'E-mail address and password do not belong together.' },
  REFRESH_REUSED: { status: 401, meaning: 'A refresh token was used a second time; the session was ended for safety.' },
  PAYMENT_NEEDED: { status: 402, meaning: 'The course costs money and cannot be taken without paying.' },
  FORBIDDEN: { status: 403, meaning: 'Signed in, but not allowed to do this.' },
  ORIGIN_REFUSED: { status: 403, meaning: 'The request comes from a page of another site.' },
  ACCOUNT_SUSPENDED: { status: 403, meaning: 'The account is suspended.' },
  REGISTRATION_CLOSED: { status: 403, meaning: 'This academy does not take registrations.' },
  NOT_ENROLLED: { status: 403, meaning: 'Only people enrolled in the course may do this.' },
  NOT_FOUND: { status: 404, meaning: 'There is no such thing, or it is not visible to the caller.' },
  CONFLICT: { status: 409, meaning: 'The request does not fit the present state.' },
  EMAIL_TAKEN: { status: 409, meaning: 'The e-mail address belongs to an account already.' },
  ALREADY_SET_UP: { status: 409, meaning: 'The academy has an administrator already.' },
  SETUP_NEEDED: { status: 409, meaning: 'The academy has no administrator yet.' },
  ALREADY_ENROLLED: { status: 409, meaning: 'The person is enrolled in the course already.' },
  COURSE_FULL: { status: 409, meaning: 'Every place of the course is taken.' },
  COURSE_NOT_OPEN: { status: 409, meaning: 'The course is not published.' },
  COURSE_INCOMPLETE: { status: 409, meaning: 'The course lacks something that publishing needs.' },
  COURSE_NOT_EMPTY: { status: 409, meaning: 'The course holds work of learners and cannot be removed.' },
  ATTEMPT_CLOSED: { status: 409, meaning: 'The attempt is submitted or out of time.' },
  NO_ATTEMPTS_LEFT: { status: 409, meaning: 'Every permitted attempt was used.' },
  LAST_ADMINISTRATOR: { status: 409, meaning: 'The academy must keep one active administrator.' },
  FILE_REFUSED: { status: 415, meaning: 'The content of the file is not what its name or type says, or not accepted.' },
  FILE_TOO_LARGE: { status: 413, meaning: 'The file is larger than its kind may be.' },
  FILE_IN_USE: { status: 409, meaning: 'Courses still refer to the file.' },
  DISK_FULL: { status: 507, meaning: 'The data folder has no room for this.' },
  NOT_WRITABLE: { status: 507, meaning: 'The data folder cannot be written to.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests; Retry-After says when to try again.' },
  NOT_READY: { status: 503, meaning: 'The server is starting, draining or cannot reach its database.' },
  INTERNAL: { status: 500, meaning: 'A fault on our side; the request id finds it in the log.' },
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCodes;
