/** What a mail server's answer means, and when a message is tried again. */
import type { MailSettings, Outcome } from './contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is known of a failed try, as nodemailer tells it. */
export interface Failure {
  /** nodemailer's code: EAUTH, EENVELOPE, ESOCKET … */
  code?: string | undefined;
  /** Code of the system or of TLS underneath: ECONNREFUSED, CERT_HAS_EXPIRED … */
  cause?: string | undefined;
  /** The SMTP reply, 250 to 599. */
  responseCode?: number | undefined;
  /** The SMTP command that was answered: `RCPT TO`. */
  command?: string | undefined;
  message: string;
}

/** Names of X.509 errors, as Node gives them: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE =
  /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECRYPT|DECODE)|HOSTNAME_MISMATCH|ERR_TLS_CERT_ALTNAME_INVALID|certificate|altnames/i;

/** Which of the outcomes a failure is. */
export function outcomeOf(failure: Failure): Outcome {
  const { code = '', cause = '', responseCode = 0, command = '', message } = failure;
  const text = `${code} ${cause} ${message}`;
  if (responseCode === 530 || /authentication required/i.test(message)) return 'login-needed';
  if (code === 'EAUTH' || /^5(34|35|38)$/.test(String(responseCode))) return 'login-refused';
  if (code === 'ENOAUTH') return 'login-needed';
  if (responseCode >= 400) return ofReply(responseCode, command, message);
  if (CERTIFICATE.test(`${cause} ${message}`)) return 'certificate';
  if (/ENOTFOUND|EAI_AGAIN|EDNS|ENODATA/.test(text)) return 'name-unknown';
  if (/ECONNREFUSED/.test(text)) return 'port-closed';
  if (/STARTTLS/i.test(text) || code === 'EREQUIRETLS') return 'no-tls';
  if (/wrong version number|SSL|TLS|EPROTO|ETLS/i.test(text)) return 'tls-failed';
  if (/ETIMEDOUT|timeout|EHOSTUNREACH|ENETUNREACH/i.test(text)) return 'timeout';
  if (/ECONNECTION|ECONNRESET|EPIPE|ESOCKET|closed|hang up|ESTREAM/i.test(text)) return 'dropped';
  return 'other';
}

function ofReply(reply: number, command: string, message: string): Outcome {
  if (/STARTTLS/i.test(command)) return 'no-tls';
  if (reply < 500) return 'deferred';
  if (/RCPT/i.test(command)) return /relay/i.test(message) ? 'login-needed' : 'recipient-refused';
  if (/MAIL/i.test(command)) return 'sender-refused';
  return /DATA/i.test(command) ? 'content-refused' : 'other';
}

/** Outcomes that are about this one message and will not change: trying again would be a nuisance. */
const FINAL: readonly Outcome[] = ['recipient-refused', 'content-refused', 'unreadable'];
export const isFinal = (outcome: Outcome): boolean => FINAL.includes(outcome);

/** Outcomes that are about one message only; all others stand in the way of every message. */
export const isAboutMessage = (outcome: Outcome): boolean =>
  isFinal(outcome) || outcome === 'deferred' || outcome === 'accepted';

const PAUSES = [1, 5, 15, 30, 60, 120, 240].map(minutes => minutes * MINUTE);
/** After this, what the message says is out of date. */
export const GIVEN_UP_AFTER = 72 * HOUR;

/** Milliseconds until the next try after `attempts` tries; null when the message has waited long enough. */
export function pauseBefore(attempts: number, ageMs: number): number | null {
  const pause = PAUSES[Math.min(Math.max(attempts, 1), PAUSES.length) - 1] as number;
  return ageMs + pause > GIVEN_UP_AFTER ? null : pause;
}

/** Milliseconds to wait so that no more than `perMinute` messages go out in any minute. `sent` are times, oldest first. */
export function waitForRate(sent: readonly number[], perMinute: number, now: number): number {
  const recent = sent.filter(at => at > now - MINUTE);
  const blocking = recent[recent.length - perMinute];
  return blocking === undefined ? 0 : blocking + MINUTE - now;
}

/** Whether everything is there that sending needs. */
export const canSend = (settings: MailSettings): boolean =>
  settings.enabled && settings.host !== '' && settings.from_address !== '';

const WORDS: Record<Outcome, string> = {
  accepted:
    'The mail server took the message. Whether it reaches the inbox is up to the servers after it; look into the spam folder too.',
  'recipient-refused':
    'The mail server does not know this address or does not take mail for it. Correct the address, then send again.',
  'content-refused': 'The mail server refused the message for what it contains, often because it was taken for spam.',
  deferred: 'The mail server asked to try again later. Lyceum does so by itself.',
  'sender-refused':
    'The mail server does not let this account send with the sender’s address. Use the address that belongs to the account.',
  'login-refused':
    'The mail server refused user name or password. Google and Microsoft want a password made for apps instead of the one you sign in with.',
  'login-needed': 'The mail server wants a user name and password before it takes mail for others.',
  certificate:
    'The certificate of the mail server is not valid for this name, or nobody vouches for it. Check the name; switch checking off only for a server in your own house.',
  'no-tls':
    'The mail server does not offer encryption on this port. Try TLS on port 465, or no encryption inside your own house.',
  'tls-failed': 'Encryption could not be agreed. Port 465 wants TLS from the start, port 587 wants STARTTLS.',
  'name-unknown': 'There is no mail server of this name. Check the spelling, and that this computer can look names up.',
  'port-closed':
    'Nobody listens on this port of the mail server. Check the port: 587 for STARTTLS, 465 for TLS, 25 inside your own house.',
  timeout:
    'The mail server did not answer in time. The port may be blocked by a firewall or by the provider of the uplink.',
  dropped: 'The mail server closed the connection in mid-conversation. Lyceum tries again by itself.',
  unreadable: 'The message was sealed with a key that is no longer in the folder secrets. Write it anew.',
  other: 'The message could not be sent. What the mail server said stands below.',
};

/** What an outcome means and what to do about it. */
export const explanationOf = (outcome: Outcome): string => WORDS[outcome];
