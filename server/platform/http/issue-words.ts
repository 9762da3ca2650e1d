/** What is wrong with a value that a contract does not take, in words for people. Pure. */
import type { z } from 'zod';

/** Where the contract has no words of its own; undefined leaves it to zod. */
export function issueInWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wrongKind(issue.input, issue.expected);
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return issue.format === 'email'
        ? 'Write the address like name@example.org.'
        : 'This is not written as it must be.';
    case 'invalid_value':
      return `Choose one of these: ${issue.values.map(String).join(', ')}.`;
    case 'unrecognized_keys':
      return `There is no such field: ${issue.keys.join(', ')}.`;
    default:
      return undefined;
  }
}

function wrongKind(input: unknown, expected: string): string {
  if (input === undefined) return 'This is missing.';
  return expected === 'number' || expected === 'int'
    ? 'Write a number.'
    : `This has to be of another kind: ${expected}.`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return least === 1 ? 'This is missing.' : `Use at least ${least} characters.`;
  return isCounted(origin) ? `Choose at least ${least}.` : `It cannot be less than ${least}.`;
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `Use at most ${most} characters.`;
  return isCounted(origin) ? `Choose at most ${most}.` : `It cannot be more than ${most}.`;
}

const isCounted = (origin: string) => origin === 'array' || origin === 'set' || origin === 'file';
