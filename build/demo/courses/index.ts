import { cloudSecurity } from './cloud-security.ts';
import type { DemoCourse } from './course.ts';
import { incidentResponse } from './incident-response.ts';
import { linuxFundamentals } from './linux-fundamentals.ts';
import { networkDefence } from './network-defence.ts';
import { pythonForDefenders } from './python-for-defenders.ts';
import { riskAndCompliance } from './risk-and-compliance.ts';
import { securityPlus } from './security-plus.ts';

export type { DemoCourse } from './course.ts';

/** Courses of the demonstration academy: short, but with something in them. Their order decides who teaches them. */
export const courses: readonly DemoCourse[] = [
  networkDefence,
  linuxFundamentals,
  incidentResponse,
  securityPlus,
  pythonForDefenders,
  cloudSecurity,
  riskAndCompliance,
];
