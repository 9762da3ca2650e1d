import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const lessonPages: readonly PageRoute[] = [
  {
    path: '/courses/$courseId/modules/$moduleId',
    access: 'signed-in',
    frame: 'plain',
    screen: screen(() => import('./lesson.tsx').then(({ LessonPage }) => LessonPage)),
  },
  {
    path: '/courses/$courseId/finished',
    access: 'signed-in',
    frame: 'plain',
    screen: screen(() => import('./finished.tsx').then(({ FinishedPage }) => FinishedPage)),
  },
];
