/** Every page of the console; their paths stand behind `/console`. */
import { usersPages } from '../features/accounts/users/routes.ts';
import { consoleCoursesPages } from '../features/courses/console/routes.ts';
import { type PageRoute, screen } from '../platform/page-routes.tsx';

const firstPage: PageRoute = {
  path: '/',
  access: 'signed-in',
  frame: 'shell',
  screen: screen(() => import('./first-page.tsx').then(({ FirstPage }) => FirstPage)),
};

export const pages: readonly PageRoute[] = [firstPage, ...usersPages, ...consoleCoursesPages];
