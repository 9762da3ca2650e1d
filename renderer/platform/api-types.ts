/** Every endpoint by its route, from the server's contracts. Types only: no schema reaches the browser. */
import type { accountEndpoints } from '../../server/accounts/contract.ts';
import type { securityEndpoints } from '../../server/accounts/security/contract.ts';
import type { importEndpoints } from '../../server/accounts/import/contract.ts';
import type { mergeEndpoints } from '../../server/accounts/merging/contract.ts';
import type { activityEndpoints } from '../../server/activity/contract.ts';
import type { assessmentEndpoints } from '../../server/assessments/contract.ts';
import type { backupEndpoints } from '../../server/backups/contract.ts';
import type { insideEndpoints } from '../../server/backups/inside/contract.ts';
import type { certificateEndpoints } from '../../server/certificates/contract.ts';
import type { courseEndpoints } from '../../server/courses/contract.ts';
import type { databaseEndpoints } from '../../server/database/contract.ts';
import type { factorEndpoints } from '../../server/factors/contract.ts';
import type { healthEndpoints } from '../../server/health/contract.ts';
import type { ledgerEndpoints } from '../../server/ledger/contract.ts';
import type { learningEndpoints } from '../../server/learning/contract.ts';
import type { mailEndpoints } from '../../server/mail/contract.ts';
import type { mediaEndpoints } from '../../server/media/contract.ts';
import type { mentoringEndpoints } from '../../server/mentoring/contract.ts';
import type { networkEndpoints, reachEndpoints } from '../../server/network/contract.ts';
import type { httpsEndpoints } from '../../server/network/https/contract.ts';
import type { originEndpoints } from '../../server/network/origins/contract.ts';
import type { operationEndpoints } from '../../server/operations/contract.ts';
import type { organisationEndpoints } from '../../server/organisations/contract.ts';
import type { overviewEndpoints } from '../../server/overview/contract.ts';
import type { signInRulesEndpoints } from '../../server/sign-in-rules/contract.ts';
import type { scanningEndpoints } from '../../server/scanning/contract.ts';
import type { upkeepEndpoints } from '../../server/upkeep/contract.ts';
import type { Data, Endpoint, Outgoing, Pagination } from '../../server/platform/http/contract.ts';
import type { jobEndpoints } from '../../server/platform/jobs/contract.ts';
import type { privacyEndpoints } from '../../server/privacy/contract.ts';
import type { restoreEndpoints } from '../../server/restore/contract.ts';
import type { registrationEndpoints } from '../../server/registration/contract.ts';
import type { siteEndpoints } from '../../server/site/contract.ts';
import type { ssoEndpoints } from '../../server/sso/contract.ts';
import type { updateEndpoints } from '../../server/updates/contract.ts';

type Values<T> = T extends Record<string, infer V> ? V : never;
type Every =
  | Values<typeof accountEndpoints>
  | Values<typeof securityEndpoints>
  | Values<typeof importEndpoints>
  | Values<typeof mergeEndpoints>
  | Values<typeof assessmentEndpoints>
  | Values<typeof backupEndpoints>
  | Values<typeof certificateEndpoints>
  | Values<typeof insideEndpoints>
  | Values<typeof courseEndpoints>
  | Values<typeof factorEndpoints>
  | Values<typeof databaseEndpoints>
  | Values<typeof healthEndpoints>
  | Values<typeof learningEndpoints>
  | Values<typeof ledgerEndpoints>
  | Values<typeof mailEndpoints>
  | Values<typeof mediaEndpoints>
  | Values<typeof mentoringEndpoints>
  | Values<typeof organisationEndpoints>
  | Values<typeof networkEndpoints>
  | Values<typeof originEndpoints>
  | Values<typeof reachEndpoints>
  | Values<typeof httpsEndpoints>
  | Values<typeof operationEndpoints>
  | Values<typeof overviewEndpoints>
  | Values<typeof restoreEndpoints>
  | Values<typeof jobEndpoints>
  | Values<typeof registrationEndpoints>
  | Values<typeof siteEndpoints>
  | Values<typeof ssoEndpoints>
  | Values<typeof updateEndpoints>
  | Values<typeof activityEndpoints>
  | Values<typeof signInRulesEndpoints>
  | Values<typeof privacyEndpoints>
  | Values<typeof scanningEndpoints>
  | Values<typeof upkeepEndpoints>;

type ByRoute = { [E in Every as E['route']]: E };

/** `GET /courses/:id` and the like. */
export type ApiRoute = keyof ByRoute;
export type EndpointOf<R extends ApiRoute> = ByRoute[R] extends infer E extends Endpoint ? E : never;
/** What a call sends: params, query and body, each only where the endpoint has it. */
export type InputOf<R extends ApiRoute> = Outgoing<EndpointOf<R>>;
export type DataOf<R extends ApiRoute> = Data<EndpointOf<R>>;
export type PagedRoute = { [R in ApiRoute]: ByRoute[R] extends { paged: true } ? R : never }[ApiRoute];
export type ItemOf<R extends PagedRoute> = DataOf<R> extends (infer T)[] ? T : never;

export interface PageOf<T> {
  items: T[];
  pagination: Pagination;
}
