/**
 * Colours computed from a site's own hue, the same in the pages and in mails. A contract of plain numbers and strings, because
 * both sides must paint alike.
 */

/** Linear sRGB of an OKLCH colour, unclipped. Source: Björn Ottosson, "A perceptual color space", 2020. */
function linearOf(lightness: number, chroma: number, hue: number): [number, number, number] {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const encode = (linear: number) => (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055);
const decode = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** OKLCH (lightness 0 to 1, chroma, hue in degrees) as #rrggbb; chroma gives way until the colour fits sRGB. */
export function hexOf(lightness: number, chroma: number, hue: number): string {
  let fitting = chroma;
  let linear = linearOf(lightness, fitting, hue);
  while (fitting > 0 && linear.some(part => part < -0.0005 || part > 1.0005)) {
    fitting -= 0.002;
    linear = linearOf(lightness, Math.max(0, fitting), hue);
  }
  const byte = (part: number) => Math.round(Math.min(1, Math.max(0, encode(part))) * 255);
  return `#${linear.map(part => byte(part).toString(16).padStart(2, '0')).join('')}`;
}

/** Relative luminance of #rrggbb, 0 to 1. Source: WCAG 2.2. */
export function luminance(hex: string): number {
  const part = (at: number) => decode(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

/** Contrast ratio of two #rrggbb colours, 1 to 21. Source: WCAG 2.2, 1.4.3. */
export function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The site's accent where no hue was chosen: the product's own blue, whose hue is 233 degrees. */
export const OWN_ACCENT = { light: '#00668c', hover: '#005476', dark: '#61b2dc', on: '#ffffff', darkOn: '#04202d' };

export type Accent = typeof OWN_ACCENT;

/** Fill of buttons with the text on it, light and dark, for a hue in OKLCH degrees; null is the product's own. */
export function accentFor(hue: number | null): Accent {
  if (hue === null) return OWN_ACCENT;
  return {
    light: hexOf(0.48, 0.1, hue),
    hover: hexOf(0.42, 0.09, hue),
    dark: hexOf(0.73, 0.1, hue),
    on: '#ffffff',
    darkOn: hexOf(0.22, 0.05, hue),
  };
}
