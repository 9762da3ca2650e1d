import { type PageRoute, screen } from '../../../platform/page-routes.tsx';

export const consoleProgrammesPages: readonly PageRoute[] = [
  {
    path: '/users/mentors',
    access: { permission: 'mentoring:assign' },
    frame: 'shell',
    screen: screen(() => import('./mentors.tsx').then(({ MentorsPage }) => MentorsPage)),
  },
  {
    path: '/users/organisations',
    access: { permission: 'organisation:manage' },
    frame: 'shell',
    screen: screen(() => import('./organisations.tsx').then(({ OrganisationsPage }) => OrganisationsPage)),
  },
  {
    path: '/users/organisations/$organisationId',
    access: { permission: 'organisation:manage' },
    frame: 'shell',
    screen: screen(() => import('./organisation.tsx').then(({ OrganisationPage }) => OrganisationPage)),
  },
];
