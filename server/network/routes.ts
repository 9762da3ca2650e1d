import { anyone, may, type Reply, routes } from '../platform/http/routes.ts';
import { networkEndpoints, reachEndpoints } from './contract.ts';
import { httpsEndpoints } from './https/contract.ts';
import type { HttpsService } from './https/service.ts';
import { originEndpoints } from './origins/contract.ts';
import type { OriginsService } from './origins/service.ts';
import type { ReachService } from './reach/service.ts';
import type { NetworkService } from './service.ts';

interface Services {
  network: NetworkService;
  reach: ReachService;
  https: HttpsService;
  origins: OriginsService;
}

export const networkRoutes = ({ network, reach, https, origins }: Services) => [
  ...routes(networkEndpoints, {
    read: may('network:read', () => network.read()),
    update: may('network:update', ({ body, actor }) => network.update(body, actor)),
    poster: may('network:read', ({ query }) => network.poster(query.paper, query.lang)),
  }),
  ...routes(originEndpoints, {
    read: may('network:read', () => origins.read()),
    update: may('network:update', ({ body, actor }) => origins.update(body, actor)),
  }),
  ...routes(reachEndpoints, {
    create: may('network:read', ({ actor }) => reach.create(actor)),
    list: may('network:read', () => reach.list()),
    read: may('network:read', ({ params }) => reach.read(params.id)),
    start: anyone(({ body, from }) => reach.start(body.token, from)),
    probe: anyone(async ({ reply }) => {
      readableByAll(reply);
      return reach.probe();
    }),
    download: anyone(({ query }) => reach.download(query.token, query.bytes)),
    upload: anyone(({ body }) => reach.upload(body.token)),
    report: anyone(({ body, from }) => reach.report(body.token, body.measures, from)),
  }),
  ...routes(httpsEndpoints, {
    read: may('network:read', () => https.describe()),
    local: may('network:update', ({ actor }) => https.useLocal(actor), { fresh: true }),
    check: may('network:update', ({ body }) => https.check(body)),
    upload: may('network:update', ({ body, actor }) => https.upload(body, actor), { fresh: true }),
    public: may('network:update', ({ body, actor }) => https.requestPublic(body, actor), { fresh: true }),
    use: may('network:update', ({ body, actor }) => https.use(body.rung, actor), { fresh: true }),
    redirect: may('network:update', ({ body, from, actor }) => https.redirect(body.on, from, actor)),
    confirm: anyone(({ body, from }) => https.confirm(body.token, from)),
    hsts: may('network:update', ({ body, actor }) => https.setStrict(body.on, actor)),
    authorityCertificate: anyone(() => https.authorityCertificate()),
    authorityProfile: anyone(() => https.authorityProfile()),
    trust: anyone(() => https.trustPage()),
  }),
];

/** The page on the phone asks by name, by address and encrypted, which are other origins to a browser; the answer holds nothing. */
function readableByAll(reply: Reply): void {
  reply.header('Access-Control-Allow-Origin', '*');
  reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
  reply.header('Cache-Control', 'no-store');
}
