// Runs dependency-cruiser with our import rules over a tree; used by the check and by the test that the rules bite.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';

const { forbidden, options } = createRequire(import.meta.url)('../import-rules.cjs');

/** The folders that the rules are about. */
export const RULED_FOLDERS = ['server', 'app', 'renderer', 'migrations'];

/**
 * All rules, each with its name and the reason (`comment`).
 * @type {{ name: string, comment: string }[]}
 */
export const RULES = forbidden;

/**
 * Looks at every import below the ruled folders of `baseDir`. Returns how many modules were seen and the violations,
 * each with rule, from and to.
 * @param {string} baseDir
 * @returns {Promise<{ seen: number, violations: { rule: string, from: string, to: string }[] }>}
 */
export async function cruiseImports(baseDir) {
  const folders = RULED_FOLDERS.filter(folder => existsSync(join(baseDir, folder)));
  const result = await cruise(folders, { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  const { modules, summary } = result.output;
  const ours = modules.filter(module => RULED_FOLDERS.some(folder => module.source.startsWith(`${folder}/`)));
  return {
    seen: ours.length,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
