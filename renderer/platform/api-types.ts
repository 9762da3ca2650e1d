/** Every endpoint by its route, from the server's contracts. Types only: no schema reaches the browser. */
import type { accountEndpoints } from '../../server/accounts/contract.ts';
import type { assessmentEndpoints } from '../../server/assessments/contract.ts';
import type { certificateEndpoints } from '../../server/certificates/contract.ts';
import type { courseEndpoints } from '../../server/courses/contract.ts';
import type { learningEndpoints } from '../../server/learning/contract.ts';
import type { mediaEndpoints } from '../../server/media/contract.ts';
import type { overviewEndpoints } from '../../server/overview/contract.ts';
import type { Data, Endpoint, Outgoing, Pagination } from '../../server/platform/http/contract.ts';
import type { jobEndpoints } from '../../server/platform/jobs/contract.ts';
import type { siteEndpoints } from '../../server/site/contract.ts';

type Values<T> = T extends Record<string, infer V> ? V : never;
type Every =
  | Values<typeof accountEndpoints>
  | Values<typeof assessmentEndpoints>
  | Values<typeof certificateEndpoints>
  | Values<typeof courseEndpoints>
  | Values<typeof learningEndpoints>
  | Values<typeof mediaEndpoints>
  | Values<typeof overviewEndpoints>
  | Values<typeof jobEndpoints>
  | Values<typeof siteEndpoints>;

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
