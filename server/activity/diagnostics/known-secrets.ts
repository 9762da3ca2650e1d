/** The last look: values that are known to be secret must not stand in a finished file, as they are or encoded. */

/** Shorter ones would hit by chance. */
const SHORTEST = 6;

export type Conceal = (text: string) => string;

/** Every spelling of each secret is replaced: plain, in JSON, percent-encoded, base64, base64url, hex. */
export function concealing(secrets: readonly string[]): Conceal {
  const spellings = secrets
    .filter(secret => secret.length >= SHORTEST)
    .flatMap(secret => {
      const bytes = Buffer.from(secret);
      return [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        ...base64Spellings(bytes),
        bytes.toString('hex'),
        bytes.toString('hex').toUpperCase(),
      ];
    });
  const longestFirst = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return text => longestFirst.reduce((rest, spelling) => rest.replaceAll(spelling, '[secret]'), text);
}

/** Within longer data a secret begins at any of three places of a base64 group; the characters that depend on neighbours are left out. */
function base64Spellings(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap(shift => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = text.slice(shift === 0 ? 0 : shift + 1, text.length - ((bytes.length + shift) % 3 === 0 ? 0 : 1));
    return inner.length < SHORTEST ? [] : [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
