/**
 * Takes secrets and personal data out of text that is about to be kept or handed on. It is the second line of defence: the first
 * is not to write them. Rules go from the certain to the suspicious, so that what stays is still worth reading.
 */
const SECRET_NAME =
  '(?:[\\w-]{0,64}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|cookie|credential)[\\w-]{0,64})';

/** How a string value stands behind its name: JSON, JSON within JSON, `name=value`, `name: value`. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g, '[key]'],
  [/\$(?:argon2(?:id|i|d)|2[aby]?|scrypt|pbkdf2[\w-]*)\$[^\s"'\\,)]+/g, '[hash]'],
  [new RegExp(`("${SECRET_NAME}"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi'), '$1[secret]'],
  [new RegExp(`(\\\\+"${SECRET_NAME}\\\\+"\\s*:\\s*\\\\+")(?:(?!\\\\+").)*`, 'gi'), '$1[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, '$1 [secret]'],
  [new RegExp(`\\b(${SECRET_NAME}\\s*[=:]\\s*)(?!\\[)['"]?[^\\s"'&,;\\\\\\]})]+`, 'gi'), '$1[secret]'],
  [/(?<![a-z0-9+.-])([a-z][a-z0-9+.-]*:\/\/)[^\s/"'\\@]+@/gi, '$1[secret]@'],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '[token]'],
  [
    /(?<![\w.!#$%&'*+/=?^`{|}~-])[\w.!#$%&'*+/=?^`{|}~-]+(?:@|%40)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+/gi,
    '[e-mail]',
  ],
  // As the product makes them: setting up and recovering, the latter in small letters with a digit among them, and invitations.
  // Not the middle of an id of a request: whoever looks for it must find it.
  [/(?<!\b[0-9a-f]{8}-)\b[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){2}\b/g, '[code]'],
  [/(?<!\b[0-9a-f]{8}-)\b(?=[a-z-]{0,13}\d)[2-9a-hj-km-np-z]{4}(?:-[2-9a-hj-km-np-z]{4}){2}\b/g, '[code]'],
  [/\b[2-9A-Z]{5}-[2-9A-Z]{5}\b/g, '[code]'],
  [/([?&](?:code|state|token|key|signature|invitation)=)[^&\s"'\\]+/gi, '$1[secret]'],
  // What PostgreSQL quotes of the values that it refuses.
  [/(\bKey \([^)]{0,300}\)=\()[^\n]{0,2000}?(\) (?:already exists|is (?:still|not)))/g, '$1[value]$2'],
  [/\bFailing row contains \([^\n]{0,4000}?\)(?=[.\s"\\]|$)/g, 'Failing row contains [row]'],
  [/(\binvalid input syntax for type [\w ]{1,60}: \\*")(?:(?!\\*")[^\n])*/g, '$1[value]'],
  [/\b[0-9a-f]{32,}\b/gi, '[hex]'],
];

/** 32 characters or more of a random alphabet: keys and tokens, whatever they are called. */
const RANDOM = /[A-Za-z0-9+/_-]{32,}={0,2}/g;

export function scrub(text: string): string {
  const known = rules.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), text);
  return known.replace(RANDOM, run => (looksRandom(run) ? '[token]' : run));
}

/** So many capitals beside another one, in pieces that have small letters too, stand in no name. */
const CAPITAL_PAIRS = 4;

/**
 * Names and paths, their strokes left out, are mostly runs of small letters, with capitals that stand alone or fill a piece; a random
 * run changes its kind at two letters out of three. One with a digit among them is taken for a token sooner. Of a million tokens of 32
 * bytes about a dozen pass for a name.
 */
function looksRandom(run: string): boolean {
  if (!/[A-Z]/.test(run) || !/[a-z]/.test(run)) return false;
  const kinds = Array.from(run.replaceAll(/[^A-Za-z\d]/g, ''), letter =>
    /[a-z]/.test(letter) ? 'a' : /[A-Z]/.test(letter) ? 'A' : '1',
  );
  const changes = kinds.filter((kind, i) => i > 0 && kind !== kinds[i - 1]).length;
  if (changes / kinds.length > (kinds.includes('1') ? 0.25 : 0.5)) return true;
  const mixed = run.split(/[^A-Za-z\d]/).filter(piece => /[a-z]/.test(piece));
  return mixed.reduce((pairs, piece) => pairs + [...piece.matchAll(/[A-Z](?=[A-Z])/g)].length, 0) >= CAPITAL_PAIRS;
}
