import { anyone, routes, signedIn } from '../platform/http/routes.ts';
import { certificateEndpoints } from './contract.ts';
import type { CertificatesService } from './service.ts';

export const certificateRoutes = (certificates: CertificatesService) =>
  routes(certificateEndpoints, {
    read: signedIn(({ params, actor, from }) => certificates.read(params.id, actor, from)),
    verify: anyone(({ params, from }) => certificates.verify(params.id, from)),
    download: anyone(({ params, actor, from }) => certificates.download(params.id, actor, from)),
    ofUser: signedIn(({ params, actor, from }) =>
      certificates.ofUser(params.id === 'me' ? actor.userId : params.id, actor, from),
    ),
  });
