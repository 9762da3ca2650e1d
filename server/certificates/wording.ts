/** The words on a certificate. Pure. */
import type { CertificateContent } from './contract.ts';

export interface Word {
  text: string;
  strong: boolean;
  /** Follows without a space. */
  joined: boolean;
}
export type Words = Word[];

const plain = (text: string): Words => text.split(' ').map(word => ({ text: word, strong: false, joined: false }));

/** "has completed Network defence, 14 hours of study, and passed its assessments with 91 %." */
export function sentence({ course_title, hours, score }: CertificateContent): Words {
  const title = course_title.split(/\s+/).map(text => ({ text, strong: true, joined: false }));
  const study = hours > 0 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} of study` : '';
  const passed = score === null ? '' : `${study ? ', ' : ' '}and passed its assessments with ${score} %`;
  const rest = `${study}${passed}.`;
  const comma = { text: study ? ',' : '', strong: false, joined: true };
  if (!study && !passed) return [...plain('has completed'), ...title, { ...comma, text: '.' }];
  return [...plain('has completed'), ...title, ...(study ? [comma] : []), ...plain(rest.trim())];
}

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** "20 November 2026", in UTC. */
export function shownDate(instant: string): string {
  return date.format(new Date(instant));
}

/** The first 12 digits in groups of four, as the verification page shows them. */
export function shownFingerprint(fingerprint: string): string {
  return (fingerprint.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
}
