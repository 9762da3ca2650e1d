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
  PASSWORD_KNOWN: { status: 400, meaning: 'The new password is among those that are guessed first.' },
  PASSWORD_PERSONAL: { status: 400, meaning: 'The new password is little more than a name or an address.' },
  PASSWORD_PLAIN: { status: 400, meaning: 'The site asks for more kinds of characters in a password.' },
  BODY_TOO_LARGE: { status: 413, meaning: 'The body is larger than this endpoint accepts.' },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: 'The head of the request, its address included, is larger than is accepted.',
  },
  REQUEST_TIMEOUT: { status: 408, meaning: 'The request did not arrive in time.' },
  UNAUTHENTICATED: { status: 401, meaning: 'Nobody is signed in, or the session has ended.' },
  TOKEN_EXPIRED: { status: 401, meaning: 'The access token is over its 15 minutes; refresh it.' },
  WRONG_CREDENTIALS: { status: 401, meaning: 'E-mail address and password do not belong together.' },
  SECOND_FACTOR_WRONG: { status: 401, meaning: 'The code, recovery code or passkey does not finish this sign-in.' },
  CHALLENGE_OVER: {
    status: 410,
    meaning: 'The sign-in that waited for a second factor is over: five minutes, five tries, or used; begin again.',
  },
  PASSKEY_UNKNOWN: { status: 401, meaning: 'The passkey is not known here, or its signature is not right.' },
  REFRESH_REUSED: { status: 401, meaning: 'A refresh token was used a second time; the session was ended for safety.' },
  PAYMENT_NEEDED: { status: 402, meaning: 'The course costs money and cannot be taken without paying.' },
  FORBIDDEN: { status: 403, meaning: 'Signed in, but not allowed to do this.' },
  ORIGIN_REFUSED: { status: 403, meaning: 'The request comes from a page of another site.' },
  CSRF_REFUSED: {
    status: 403,
    meaning: 'The request is signed in by cookie and does not prove with X-CSRF-Token that it comes from our own page.',
  },
  CONFIRM_IDENTITY: {
    status: 403,
    meaning: 'The act asks for a fresh proof of who the caller is: `POST /auth/confirm`, then repeat the request.',
  },
  IMPERSONATED: {
    status: 403,
    meaning: 'An administrator looks at the academy as this person; only the person themself may do this.',
  },
  SECOND_FACTOR_REQUIRED: {
    status: 403,
    meaning: 'The role of the caller asks for a second factor and the time to set one up is over; that comes first.',
  },
  ACCOUNT_SUSPENDED: { status: 403, meaning: 'The account is suspended.' },
  ACCOUNT_LEFT: { status: 403, meaning: 'The person closed the account themself; a mailed link opens it again.' },
  ACCOUNT_LOCKED: {
    status: 403,
    meaning: 'Wrong passwords locked the account, whether or not anybody has the address; an administrator unlocks it.',
  },
  ADDRESS_BLOCKED: { status: 403, meaning: 'The academy does not let this network address in.' },
  NOTICE_NOT_ACCEPTED: {
    status: 409,
    meaning: 'The notice before signing in has to be accepted, in its present version.',
  },
  SSO_REFUSED: { status: 403, meaning: 'The provider vouches for somebody whom this academy does not let in.' },
  SSO_CANCELLED: { status: 409, meaning: 'The person turned back at the provider.' },
  SSO_OVER: {
    status: 409,
    meaning: 'Signing in through a provider took too long or was begun elsewhere; begin again.',
  },
  PROVIDER_FAILED: { status: 502, meaning: 'A provider of single sign-on cannot be reached or answers wrongly.' },
  CONSENT_NEEDED: { status: 403, meaning: 'Something that the academy requires was not agreed to yet.' },
  REGISTRATION_CLOSED: { status: 403, meaning: 'This academy does not take registrations.' },
  INVITATION_NEEDED: { status: 403, meaning: 'Registering here takes an invitation.' },
  INVITATION_UNKNOWN: { status: 404, meaning: 'No invitation to register has this code.' },
  INVITATION_USED_UP: { status: 410, meaning: 'Every place of the invitation is taken.' },
  INVITATION_EXPIRED: { status: 410, meaning: 'The invitation is past its time.' },
  INVITATION_REVOKED: { status: 410, meaning: 'The invitation was taken back.' },
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
  LAST_FACTOR: {
    status: 409,
    meaning: 'The person must keep this factor: a rule asks for one, or it is the only way in.',
  },
  PASSKEYS_NOT_HERE: {
    status: 409,
    meaning: 'Browsers use passkeys only over HTTPS and at a name, which this address is not.',
  },
  PASSKEY_REFUSED: { status: 422, meaning: 'The passkey was not made for this person, here and now.' },
  ACCOUNT_HELD: { status: 409, meaning: 'The account must be kept until an administrator ends its hold.' },
  LAST_ADMINISTRATOR: { status: 409, meaning: 'The academy must keep one active administrator.' },
  LINK_UNKNOWN: { status: 404, meaning: 'No one-time link has this token.' },
  LINK_EXPIRED: { status: 410, meaning: 'The one-time link is past its time.' },
  LINK_USED: { status: 410, meaning: 'The one-time link was used already.' },
  LINK_REVOKED: { status: 410, meaning: 'The one-time link was taken back, or a newer one replaced it.' },
  MAIL_NOT_SET_UP: { status: 409, meaning: 'The academy has no mail server to send through.' },
  FILE_REFUSED: { status: 415, meaning: 'The content of the file is not what its name or type says, or not accepted.' },
  MALWARE_FOUND: { status: 422, meaning: 'The malware scanner found something in the file; nothing of it was kept.' },
  SCANNER_AWAY: {
    status: 503,
    meaning:
      'Files must be scanned for malware here, and the scanner does not answer; Retry-After says when to try again.',
  },
  SCANNER_LIMIT: {
    status: 413,
    meaning: 'Files must be scanned for malware here, and this one is more than the scanner is set up for.',
  },
  CERTIFICATE_REFUSED: { status: 422, meaning: 'The certificate or its key cannot be used; the errors say why.' },
  FILE_TOO_LARGE: { status: 413, meaning: 'The file is larger than its kind may be.' },
  FILE_IN_USE: { status: 409, meaning: 'Courses still refer to the file.' },
  BACKUP_PLACE_REFUSED: { status: 409, meaning: 'The place cannot take backups; the sentence says why.' },
  LAST_PROVED_BACKUP: { status: 409, meaning: 'The last proved backup stays until there is a newer one.' },
  DISK_FULL: { status: 507, meaning: 'The data folder has no room for this.' },
  NOT_WRITABLE: { status: 507, meaning: 'The data folder cannot be written to.' },
  RATE_LIMITED: { status: 429, meaning: 'Too many requests; Retry-After says when to try again.' },
  READ_ONLY: { status: 503, meaning: 'This is a copy to look at; nothing can be changed in it.' },
  NOT_READY: { status: 503, meaning: 'The server is starting, draining or cannot reach its database.' },
  MAINTENANCE: {
    status: 503,
    meaning: 'The academy pauses for a restore, an update or a repair; Retry-After says when to ask again.',
  },
  INTERNAL: { status: 500, meaning: 'A fault on our side; the request id finds it in the log.' },
} as const satisfies Record<string, CodeFacts>;

export type ErrorCode = keyof typeof errorCodes;
