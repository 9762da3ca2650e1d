import type { PersonHead } from '../../../../server/learning/contract.ts';
import { addressOf } from '../../../platform/call.ts';

export const nameOf = ({ first_name, last_name }: Pick<PersonHead, 'first_name' | 'last_name'>) =>
  `${first_name} ${last_name}`;

/** Address of the person's picture; undefined without one. */
export const pictureOf = ({ avatar }: Pick<PersonHead, 'avatar'>) =>
  avatar === null ? undefined : addressOf('/files/:id', { params: { id: avatar }, query: { width: 96 } });
