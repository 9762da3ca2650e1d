/** Words for what has a stable name on the server: kinds of lines, jobs, acts. What is not known here is shown by its name. */
import { useMessages } from '../../platform/messages/index.ts';
import { en } from './messages/en.ts';
import { activityMessages } from './messages/index.ts';

type Kind = 'label' | 'job' | 'act' | 'part';
type Say = (key: string, values: Record<string, string | number>) => string;

/** Answers the words, or `otherwise`. */
export function useWords() {
  const t = useMessages(activityMessages) as unknown as Say;
  return (kind: Kind, name: string, otherwise: string, fields: Readonly<Record<string, unknown>> = {}): string => {
    const key = `activity.${kind}-${name}`;
    return Object.hasOwn(en, key) ? t(key, shownFields(fields)) : otherwise;
  };
}

/** Only what can stand in a sentence. */
function shownFields(fields: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string | number] =>
      ['string', 'number'].includes(typeof entry[1]),
    ),
  );
}
