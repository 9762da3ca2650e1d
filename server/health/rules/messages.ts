/** How news of health are written: a notification, a mail, a webhook. One message holds all that is to be told. */
import type { Finding } from '../../platform/health/contract.ts';
import type { News } from './alerts.ts';
import { lasting } from './words.ts';

export interface Item {
  kind: News['kind'];
  check: string;
  finding: Finding;
  /** Milliseconds. */
  since: number;
}

const LEADS = { begun: '', again: 'Still: ', over: 'Over: ' };

export function headline({ kind, finding }: Pick<Item, 'kind' | 'finding'>): string {
  return LEADS[kind] + finding.title;
}

function meaningOf({ kind, finding, since }: Item, now: number): string {
  if (kind === 'over') return 'It is well again.';
  return `${finding.detail}${kind === 'again' ? ` It lasts for ${lasting(now - since)}.` : ''}`;
}

export function detailOf(item: Item, now: number): string {
  const remedy = item.kind === 'over' ? '' : (item.finding.remedy?.text ?? '');
  return `${meaningOf(item, now)} ${remedy}`.trim();
}

export interface Letter {
  title: string;
  detail: string;
  remedy: string;
}

/** One mail for all of it: the first in full, the others with their headline and what they mean. */
export function letterOf(items: readonly Item[], now: number): Letter {
  const [first, ...others] = items;
  if (!first) return { title: '', detail: '', remedy: '' };
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const paragraphs = others.map(item => `${headline(item)} ${detailOf(item, now)}`);
  return {
    title: `${headline(first)}${more}`,
    detail: [meaningOf(first, now), ...paragraphs].join('\n\n'),
    remedy: first.kind === 'over' ? '' : (first.finding.remedy?.text ?? ''),
  };
}

/** What is posted to a webhook, documented in docs/formats/alert.md. */
export function payloadOf(items: readonly Item[], academy: string, now: number): string {
  return JSON.stringify({
    version: 1,
    academy,
    sent_at: new Date(now).toISOString(),
    // Chat services show this field.
    text: items.map(item => headline(item)).join('\n'),
    items: items.map(item => ({
      kind: item.kind,
      check: item.check,
      state: item.finding.state,
      code: item.finding.code,
      title: item.finding.title,
      detail: detailOf(item, now),
      since: new Date(item.since).toISOString(),
    })),
  });
}
