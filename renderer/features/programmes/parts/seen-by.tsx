import { type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useGuidance, useMemberships } from '../api.ts';
import { programmesMessages } from '../messages/index.ts';
import { nameOf } from './names.ts';

/** Who sees how one gets on; nothing while nobody does. */
export function SeenBy({ className }: { className: string | undefined }) {
  const t = useMessages(programmesMessages);
  const format = useFormat();
  const mentors = useGuidance('me').data?.mentors ?? [];
  const organisations = (useMemberships('me').data ?? []).filter(({ organisation }) => !organisation.archived);
  const present = mentors.filter(({ mentor }) => mentor.is_mentor && mentor.is_active);
  if (present.length + organisations.length === 0) return null;
  return (
    <section className={className} aria-labelledby="seen-by">
      <h2 id="seen-by" className={type.section}>
        {t('programmes.seenBy')}
      </h2>
      <ul>
        {present.map(({ id, mentor, since }) => (
          <li key={id}>{t('programmes.seenByMentor', { name: nameOf(mentor), date: format.date(since) })}</li>
        ))}
        {organisations.map(({ organisation }) => (
          <li key={organisation.id}>{t('programmes.seenByOrganisation', { organisation: organisation.name })}</li>
        ))}
      </ul>
    </section>
  );
}
