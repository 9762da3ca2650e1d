const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Compares two paths folder by folder so that numbers count as numbers: `1.2` before `1.10`, `Lesson 9` before `Lesson 10`.
 * Equal names in another case fall back to plain comparison, so the order is total.
 */
export function naturalOrder(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const byName = order.compare(left[i] ?? '', right[i] ?? '');
    if (byName !== 0) return byName;
  }
  if (left.length !== right.length) return left.length - right.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A file or folder name as a title: `03-safe_networks` becomes “Safe networks”; a bare number stays. */
export function titleFromName(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replace(/(?<=\S)-(?=\S)/g, ' ')
    .trim();
  const unnumbered = spaced.replace(/^\d+(?:\.\d+)*[.)\s–-]+\s*(?=\p{L})/u, '').trim();
  const words = unnumbered === '' ? spaced : unnumbered;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
