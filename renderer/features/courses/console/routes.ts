import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

const access = { permission: 'course:create' };

export const consoleCoursesPages: readonly PageRoute[] = [
  {
    path: '/courses',
    access,
    frame: 'shell',
    screen: screen(() => import('./console-courses.tsx').then(({ ConsoleCourses }) => ConsoleCourses)),
  },
  {
    path: '/uploads',
    access,
    frame: 'shell',
    screen: screen(() => import('./console-courses.tsx').then(({ ConsoleUploads }) => ConsoleUploads)),
  },
];
