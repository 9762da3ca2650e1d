import { may, routes, signedIn } from '../platform/http/routes.ts';
import { organisationEndpoints } from './contract.ts';
import { MANAGE } from './policy.ts';
import type { OrganisationsService } from './service.ts';

export const organisationRoutes = (organisations: OrganisationsService) =>
  routes(organisationEndpoints, {
    list: may(MANAGE, () => organisations.list()),
    create: may(MANAGE, ({ body, actor }) => organisations.create(body, actor)),
    // Before those that name an organisation: /organisations/own is none.
    own: may('student:view_progress', ({ actor }) => organisations.own(actor)),
    change: may(MANAGE, ({ params, body, actor }) => organisations.change(params.id, body, actor)),
    members: may(MANAGE, ({ params, query }) => organisations.members(params.id, query)),
    addMembers: may(MANAGE, ({ params, body, actor }) => organisations.addMembers(params.id, body, actor)),
    removeMembers: may(MANAGE, ({ params, body, actor }) =>
      organisations.removeMembers(params.id, body.user_ids, actor),
    ),
    ofPerson: signedIn(({ params, actor }) =>
      organisations.ofPerson(params.id === 'me' ? actor.userId : params.id, actor),
    ),
    people: may('student:view_progress', ({ params, query, actor }) => organisations.people(params.id, query, actor)),
    person: may('student:view_progress', ({ params, actor }) => organisations.person(params.id, params.userId, actor)),
  });
