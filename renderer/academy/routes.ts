/** Every page of the academy, feature by feature. */
import { accountsPages } from '../features/accounts/routes.ts';
import { certificatesPages } from '../features/certificates/routes.ts';
import { coursesPages } from '../features/courses/routes.ts';
import { learningPages } from '../features/learning/routes.ts';
import { sitePages } from '../features/site/routes.ts';
import type { PageRoute } from '../platform/page-routes.tsx';

export const pages: readonly PageRoute[] = [
  ...learningPages,
  ...coursesPages,
  ...certificatesPages,
  ...accountsPages,
  ...sitePages,
];
