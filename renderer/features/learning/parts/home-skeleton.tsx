import { Skeleton, SkeletonRows } from '../../../kit/index.ts';
import home from '../home.module.css';
import styles from './next-step.module.css';

/** The home in its final shape, without its words. */
export function HomeSkeleton() {
  return (
    <>
      <div className={styles.step}>
        <Skeleton height={200} radius={10} />
        <div className={styles.words}>
          <Skeleton width="44%" height={16} />
          <br />
          <Skeleton width="86%" height={34} />
          <br />
          <Skeleton width="60%" height={18} />
          <br />
          <Skeleton width={200} height={48} radius={8} />
        </div>
      </div>
      <div className={home.columns}>
        <SkeletonRows />
        <div className={home.aside}>
          <Skeleton height={120} radius={8} />
        </div>
      </div>
    </>
  );
}
