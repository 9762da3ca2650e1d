import { type PageRoute, screen } from '../../platform/page-routes.tsx';

export const coursesPages: readonly PageRoute[] = [
  {
    path: '/catalogue',
    access: 'anyone',
    frame: 'shell',
    screen: screen(() => import('./catalogue.tsx').then(({ CataloguePage }) => CataloguePage)),
  },
  {
    path: '/courses/$courseId',
    access: 'anyone',
    frame: 'shell',
    screen: screen(() => import('./course.tsx').then(({ CoursePage }) => CoursePage)),
  },
];
