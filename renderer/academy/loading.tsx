import { SkeletonText } from '../kit/index.ts';
import styles from './loading.module.css';

/** While a screen itself is fetched; the screens have skeletons of their own shape for their data. */
export const Loading = () => (
  <div className={styles.loading}>
    <SkeletonText />
  </div>
);
