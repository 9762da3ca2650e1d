import type { ReactNode } from 'react';
import type { CertificateContent } from '../../../../server/certificates/contract.ts';
import { type Fact, FactList, Lines } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { engravingOf, stripFamily } from '../../courses/parts/course-cover.tsx';
import { certificatesMessages } from '../messages/index.ts';
import styles from './certificate-card.module.css';

type CertificateCardProps = {
  content: CertificateContent;
  /** Whose heading the name is. */
  level: 2 | 3;
  /** The course first, where all certificates are of one person. */
  own?: boolean;
  children?: ReactNode;
};

/** What was signed, with the course's engraving: the page shows this and not the paper. */
export function CertificateCard({ content, level, own = false, children }: CertificateCardProps) {
  const t = useMessages(certificatesMessages);
  const format = useFormat();
  const { number, recipient, course_title: course, course_id: courseId, issued_at, expires_at, score, hours } = content;
  const Heading = `h${level}` as const;
  const results = [
    score === null ? null : format.percent(score / 100),
    hours > 0 ? t('certificates.hours', { count: hours }) : null,
  ].filter(result => result !== null);
  const facts: Fact[] = [
    { key: 'issued', name: t('certificates.issued'), value: format.date(issued_at) },
    ...(expires_at ? [{ key: 'until', name: t('certificates.until'), value: format.date(expires_at) }] : []),
    ...(results.length > 0 ? [{ key: 'result', name: t('certificates.result'), value: results.join(', ') }] : []),
    { key: 'number', name: t('certificates.number'), value: number },
  ];
  return (
    <article className={styles.card}>
      <Lines
        id={engravingOf(courseId)}
        family={stripFamily(courseId)}
        width={360}
        height={76}
        fit={0.74}
        opacity={0.72}
        className={styles.lines}
      />
      <div className={styles.words}>
        <p className={styles.kind}>{t('certificates.completion')}</p>
        <Heading className={own ? styles.course : styles.name}>{own ? course : recipient}</Heading>
        <p className={own ? styles.small : styles.course}>{own ? recipient : course}</p>
        <div className={styles.facts}>
          <FactList facts={facts} />
        </div>
        {children}
      </div>
    </article>
  );
}
