/** Everything that is sealed, for what works on a database without an academy. */
import { phoneColumn } from './accounts/repository/phone.ts';
import { factorsSealed } from './factors/personal.ts';
import { mailSealed } from './mail/personal.ts';
import type { SealedColumn } from './platform/crypto/sealed-columns.ts';
import { sealedSettings } from './platform/settings/settings.ts';
import { ssoSealed } from './sso/personal.ts';

export const sealedColumns: readonly SealedColumn[] = [
  sealedSettings,
  phoneColumn,
  factorsSealed,
  mailSealed,
  ssoSealed,
];
