/**
 * What the preset “STIG (DoD)” switches on, and which rules of the DISA Application Security and Development STIG each item answers:
 * the ids of version 5 and 6, which stay when a release gives a rule another revision. docs/security/stig.md says more of each.
 */
import type { PresetItem } from './contract.ts';

export const STIG_ITEMS: readonly PresetItem[] = [
  { topic: 'lock', rules: ['V-222432', 'V-222433'] },
  { topic: 'idle', rules: ['V-222389', 'V-222390'] },
  { topic: 'last-sign-in', rules: ['V-222437'] },
  { topic: 'notice', rules: ['V-222434', 'V-222435', 'V-222436'] },
  { topic: 'second-factor', rules: ['V-222523'] },
  { topic: 'length', rules: ['V-222536'] },
  { topic: 'composition', rules: ['V-222537', 'V-222538', 'V-222539', 'V-222540'] },
  // No rule asks for these two; sessions that live a day and passwords that nobody guesses first belong to the same care.
  { topic: 'a-day', rules: [] },
  { topic: 'breached', rules: [] },
];
