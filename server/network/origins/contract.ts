/** Pages of other sites that may use the API (CORS). */
import { z } from 'zod';
import { endpoint } from '../../platform/http/contract.ts';

export const MOST_ORIGINS = 20;

export const Origins = z.object({
  /** Exact origins, as `https://portal.example.org`. */
  allowed: z.array(z.string().max(300)).max(MOST_ORIGINS),
});
export type Origins = z.output<typeof Origins>;

export const originEndpoints = {
  read: endpoint('GET /network/origins', {
    summary: 'The origins whose pages may use the API with a bearer token.',
    data: Origins,
  }),
  update: endpoint('PUT /network/origins', {
    summary: 'Sets them. Pages of other sites never use the cookies of somebody who is signed in here.',
    body: Origins,
    data: Origins,
  }),
};
