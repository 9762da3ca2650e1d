/** Every page of the academy, feature by feature. */
import type { PageRoute } from '../platform/page-routes.tsx';

export const pages: readonly PageRoute[] = [];
