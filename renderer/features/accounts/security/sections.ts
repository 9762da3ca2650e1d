import type { ComponentType } from 'react';
import { FactorsSections } from '../../factors/factors.tsx';
import { ActsSection } from './parts/acts-section.tsx';
import { DevicesSection } from './parts/devices-section.tsx';
import { PasswordSection } from './parts/password-section.tsx';
import { Identities } from '../../sso/parts/identities.tsx';

/** What the page consists of, in order; each brings its own frame, and nothing where it does not apply. */
export const securitySections: readonly { key: string; Section: ComponentType }[] = [
  { key: 'password', Section: PasswordSection },
  { key: 'factors', Section: FactorsSections },
  { key: 'identities', Section: Identities },
  { key: 'devices', Section: DevicesSection },
  { key: 'acts', Section: ActsSection },
];
