import { Skeleton, SkeletonRows } from '../../../kit/index.ts';
import styles from '../course.module.css';

/** A course in its final shape, without its words. */
export function CourseSkeleton() {
  return (
    <div className={styles.columns}>
      <div className={styles.head}>
        <Skeleton height={140} radius={10} />
        <Skeleton width="52%" height={40} />
      </div>
      <div className={styles.action}>
        <Skeleton height={48} radius={8} />
      </div>
      <div className={styles.main}>
        <SkeletonRows rows={5} picture={false} />
      </div>
    </div>
  );
}
