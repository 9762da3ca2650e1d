import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

const access = { permission: 'course:create' };
const frame = 'plain';

export const studioPages: readonly PageRoute[] = [
  {
    path: '/studio',
    access,
    frame,
    screen: screen(() => import('./course-list.tsx').then(({ StudioCourses }) => StudioCourses)),
  },
  {
    path: '/studio/import',
    access,
    frame,
    screen: screen(() => import('./import-room.tsx').then(({ StudioImport }) => StudioImport)),
  },
  {
    path: '/studio/courses/$courseId',
    access,
    frame,
    screen: screen(() => import('./build-room.tsx').then(({ BuildRoom }) => BuildRoom)),
  },
  {
    path: '/studio/courses/$courseId/lessons/$moduleId',
    access,
    frame,
    screen: screen(() => import('./build-room.tsx').then(({ BuildRoom }) => BuildRoom)),
  },
  {
    path: '/studio/courses/$courseId/settings',
    access,
    frame,
    screen: screen(() => import('./settings-room.tsx').then(({ SettingsRoom }) => SettingsRoom)),
  },
  {
    path: '/studio/courses/$courseId/learners',
    access,
    frame,
    screen: screen(() => import('./learners-room.tsx').then(({ LearnersRoom }) => LearnersRoom)),
  },
];
