// The import rules over this repository: prints each violation with its reason.
import process from 'node:process';
import { ROOT } from '../launch/node.mjs';
import { cruiseImports, RULES } from './cruise.mjs';

const { seen, violations } = await cruiseImports(ROOT);
for (const { rule, from, to } of violations) {
  const reason = RULES.find(known => known.name === rule)?.comment;
  process.stdout.write(`   ${from} → ${to}\n      ${rule}: ${reason}\n`);
}
process.stdout.write(`   ${seen} modules seen, ${violations.length} imports against the rules\n`);
// Without its parser the tool sees nothing and finds nothing wrong.
process.exitCode = seen > 0 && violations.length === 0 ? 0 : 1;
