/** Versions as the product writes them: three numbers and perhaps a stage, `1.4.0` or `1.4.0-beta.2` (semver.org, §9 to §11). */
export const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-([0-9A-Za-z][0-9A-Za-z.-]{0,40}))?$/;

/** Below 0 when `a` is older than `b`, above 0 when it is newer, 0 when they are the same. Throws for what is no version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < 3; index++) {
    const difference = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareStages(left.stage, right.stage);
}

function partsOf(version: string): { numbers: number[]; stage: string[] } {
  const match = VERSION.exec(version);
  if (!match) throw new Error(`“${version}” is not a version.`);
  return { numbers: match.slice(1, 4).map(Number), stage: match[4]?.split('.') ?? [] };
}

/** What has no stage is finished, and newer than its stages. */
function compareStages(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = compareWords(a[index] ?? '', b[index] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareWords(a: string, b: string): number {
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
