import { IconCertificate } from '@tabler/icons-react';
import { Lines } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { engravingOf, stripFamily } from '../../courses/parts/course-cover.tsx';
import { certificatesMessages } from '../messages/index.ts';
import styles from './mini-certificate.module.css';

/** A small picture of the certificate that waits at the end; the words beside it say the same. */
export function MiniCertificate({ courseId, name, course }: { courseId: number; name: string; course: string }) {
  const t = useMessages(certificatesMessages);
  return (
    <div className={styles.paper} aria-hidden="true">
      <Lines
        id={engravingOf(courseId)}
        family={stripFamily(courseId)}
        width={304}
        height={72}
        fit={0.68}
        opacity={0.72}
        className={styles.lines}
      />
      <p className={styles.kind}>{t('certificates.certificate')}</p>
      <p className={styles.name}>{name}</p>
      <p className={styles.course}>{course}</p>
      <div className={styles.foot}>
        <span className={styles.signature}>{t('certificates.instructor')}</span>
        <IconCertificate size={18} stroke={1.6} />
      </div>
    </div>
  );
}
