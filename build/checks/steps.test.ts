import { expect, test } from 'vitest';
import { knownPrograms } from './prepare.mjs';
import { TEST_STEPS } from './steps.mjs';

test('every program that a step asks for is one that can be installed', () => {
  const steps: readonly { needs?: readonly string[]; uses?: readonly string[] }[] = TEST_STEPS as readonly object[];
  const asked = steps.flatMap(({ needs = [], uses = [] }) => [...needs, ...uses]);
  expect(asked.filter(name => !knownPrograms.includes(name))).toEqual([]);
  expect(knownPrograms.filter((name: string) => !asked.includes(name))).toEqual([]);
});
