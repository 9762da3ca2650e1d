/** Every page of the console; their paths stand behind `/console`. */
import { ownSecurityPages } from '../features/accounts/security/routes.ts';
import { importsPages } from '../features/accounts/imports/routes.ts';
import { rolesPages } from '../features/accounts/roles/routes.ts';
import { usersPages } from '../features/accounts/users/routes.ts';
import { backupsPages } from '../features/backups/routes.ts';
import { activityPages } from '../features/activity/routes.ts';
import { databasePages } from '../features/database/routes.ts';
import { computerPages } from '../features/computer/routes.ts';
import { consoleCoursesPages } from '../features/courses/console/routes.ts';
import { consoleHelpPages } from '../features/help/routes.tsx';
import { upkeepPages } from '../features/upkeep/routes.ts';
import { consoleProgrammesPages } from '../features/programmes/console/routes.ts';
import { healthPages } from '../features/health/routes.ts';
import { mediaPages } from '../features/media/room/routes.ts';
import { networkPages } from '../features/network/routes.ts';
import { operationsPages } from '../features/operations/routes.ts';
import { scanningPages } from '../features/scanning/routes.ts';
import { updatesPages } from '../features/updates/routes.ts';
import { mailPages } from '../features/mail/routes.ts';
import { signInRulesPages } from '../features/sign-in-rules/routes.ts';
import { ssoConsolePages } from '../features/sso/routes.ts';
import { consolePrivacyPages } from '../features/privacy/routes.ts';
import { settingsPages } from '../features/settings/routes.ts';
import { type PageRoute, screen } from '../platform/page-routes.tsx';

const firstPage: PageRoute = {
  path: '/',
  access: 'signed-in',
  frame: 'shell',
  screen: screen(() => import('./first-page.tsx').then(({ FirstPage }) => FirstPage)),
};

export const pages: readonly PageRoute[] = [
  firstPage,
  ...usersPages,
  ...importsPages,
  ...rolesPages,
  ...consoleProgrammesPages,
  ...consoleCoursesPages,
  ...mediaPages,
  ...consoleHelpPages,
  ...networkPages,
  ...backupsPages,
  ...computerPages,
  ...operationsPages,
  ...updatesPages,
  ...activityPages,
  ...upkeepPages,
  ...scanningPages,
  ...healthPages,
  ...settingsPages,
  ...signInRulesPages,
  ...ssoConsolePages,
  ...ownSecurityPages,
  ...mailPages,
  ...databasePages,
  ...consolePrivacyPages,
];
