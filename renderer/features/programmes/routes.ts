import { type PageRoute, screen } from '../../platform/page-routes.tsx';

const access = { permission: 'student:view_progress' };

export const programmesPages: readonly PageRoute[] = [
  {
    path: '/people',
    access,
    frame: 'shell',
    screen: screen(() => import('./people.tsx').then(({ PeoplePage }) => PeoplePage)),
  },
  {
    path: '/people/mentees/$userId',
    access,
    frame: 'shell',
    screen: screen(() => import('./person.tsx').then(({ MenteePage }) => MenteePage)),
  },
  {
    path: '/people/organisations/$organisationId/$userId',
    access,
    frame: 'shell',
    screen: screen(() => import('./person.tsx').then(({ MemberPage }) => MemberPage)),
  },
];
