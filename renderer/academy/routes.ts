/** Every page of the academy, feature by feature. */
import { accountsPages } from '../features/accounts/routes.ts';
import { assessmentsPages } from '../features/assessments/routes.ts';
import { certificatesPages } from '../features/certificates/routes.ts';
import { coursesPages } from '../features/courses/routes.ts';
import { studioPages } from '../features/courses/studio/routes.ts';
import { academyHelpPages } from '../features/help/routes.tsx';
import { lessonPages } from '../features/learning/lesson-routes.ts';
import { learningPages } from '../features/learning/routes.ts';
import { privacyPages } from '../features/privacy/routes.ts';
import { programmesPages } from '../features/programmes/routes.ts';
import { sitePages } from '../features/site/routes.ts';
import { ssoPages } from '../features/sso/routes.ts';
import type { PageRoute } from '../platform/page-routes.tsx';

export const pages: readonly PageRoute[] = [
  ...learningPages,
  ...lessonPages,
  ...assessmentsPages,
  ...coursesPages,
  ...studioPages,
  ...certificatesPages,
  ...accountsPages,
  ...privacyPages,
  ...programmesPages,
  ...sitePages,
  ...ssoPages,
  ...academyHelpPages,
];
