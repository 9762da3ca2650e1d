import { FactList, Link, type } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useGuidance, useMemberships } from '../api.ts';
import { nameOf } from '../parts/names.ts';
import styles from './managing.module.css';
import { managingMessages } from './messages/index.ts';

/** For the drawer of a person: who guides them, whom they guide, where they belong. */
export function PersonProgrammes({ userId }: { userId: number }) {
  const t = useMessages(managingMessages);
  const format = useFormat();
  const guidance = useGuidance(userId).data;
  const memberships = useMemberships(userId).data;
  if (!guidance || !memberships) return null;
  const list = (names: string[]) => (names.length > 0 ? format.list(names) : t('managing.cardNobody'));
  const mentees = guidance.mentees.map(({ mentee }) => nameOf(mentee));
  return (
    <section aria-label={t('managing.card')} className={styles.card}>
      <h3 className={type.pane}>{t('managing.card')}</h3>
      <FactList
        nameWidth={120}
        facts={[
          {
            key: 'mentors',
            name: t('managing.cardMentors'),
            value: (
              <Link href="/console/users/mentors">{list(guidance.mentors.map(({ mentor }) => nameOf(mentor)))}</Link>
            ),
          },
          ...(mentees.length > 0 ? [{ key: 'mentees', name: t('managing.cardMentees'), value: list(mentees) }] : []),
          {
            key: 'organisations',
            name: t('managing.cardOrganisations'),
            value:
              memberships.length === 0 ? (
                <Link href="/console/users/organisations">{t('managing.cardNowhere')}</Link>
              ) : (
                memberships.map(({ organisation: { id, name }, is_representative }) => (
                  <div key={id}>
                    <Link href={`/console/users/organisations/${id}`}>
                      {is_representative ? t('managing.cardRepresents', { name }) : name}
                    </Link>
                  </div>
                ))
              ),
          },
        ]}
      />
    </section>
  );
}
