/**
 * The engraving: guilloche lines, as on a diploma, drawn from an id. The same id gives the same lines for ever, on a
 * course cover (browser), on its certificate (server) and on the page that verifies it. It is a contract because both
 * sides must draw alike: pure numbers and strings, no document, no package.
 *
 * DANGER: changing a constant, the order of the random draws or a family's number redraws every certificate ever issued.
 */

/** The families in the order in which the hash picks them. */
export const families = ['rosette', 'ribbon', 'contour', 'braid', 'arcs'] as const;
export type Family = (typeof families)[number];

/** One ink: a dark ground and the line on it, a pale paper and the line on that. Hex, sRGB. */
export type Ink = { name: string; ground: string; line: string; paper: string; paperLine: string };

/** Eight inks in the order in which the hash picks them: OKLCH hues 233, 195, 155, 78, 50, 28, 5 and 265. */
export const inks: readonly Ink[] = [
  { name: 'aegean', ground: '#0d4862', line: '#8ed1f6', paper: '#d1ebfa', paperLine: '#005a7e' },
  { name: 'teal', ground: '#004e4e', line: '#81d9d8', paper: '#cdeeed', paperLine: '#006263' },
  { name: 'pine', ground: '#1d4d31', line: '#9bd8af', paper: '#d5eddc', paperLine: '#1a613a' },
  { name: 'ochre', ground: '#694908', line: '#e5c287', paper: '#f2e4cd', paperLine: '#6e4b00' },
  { name: 'copper', ground: '#61361c', line: '#f5b896', paper: '#fae0d3', paperLine: '#7b411c' },
  { name: 'brick', ground: '#63322c', line: '#fab3a9', paper: '#fcdeda', paperLine: '#7f3b34' },
  { name: 'mulberry', ground: '#62313d', line: '#f8b1c0', paper: '#fbdde3', paperLine: '#7d3a4b' },
  { name: 'slate', ground: '#2f4169', line: '#acc7ff', paper: '#dbe6fe', paperLine: '#385087' },
];

/** Pale copper, brick and mulberry read as pink, so these inks are never used on paper. */
const inksWithoutPaper = ['copper', 'brick', 'mulberry'];

export type EngravingOptions = {
  /** Fewer lines and points, for drawings of 120 px or less. */
  small?: boolean;
  /** Share of the height the lines may use, 0 to 1, so that none is cut; the caller centres them. Default 1. */
  fit?: number;
  /** Centre of a rosette as shares of width and height; default drawn from the id. */
  at?: readonly [number, number];
  /** A family instead of the one the id picks: the site's plate is always a rosette. */
  family?: Family;
  /** An ink (0 to 7) instead of the one the id picks. */
  ink?: number;
  /** Paper ground or not, instead of what the id picks. */
  paper?: boolean;
};

export type Engraving = {
  /** SVG path data (M, L and Z with absolute coordinates, one decimal) in a box of width × height. */
  paths: string[];
  ground: string;
  line: string;
  /** The dark ink alone, for lines on white (certificate). */
  ink: string;
  paper: boolean;
  family: Family;
};

type Random = () => number;
type Plan = {
  width: number;
  height: number;
  random: Random;
  small: boolean;
  at: readonly [number, number] | undefined;
};

/** 32-bit FNV-1a over UTF-16 code units of each character's first unit. Source: Fowler, Noll, Vo. */
export function hashOf(id: string): number {
  let hash = 2166136261;
  for (const character of id) {
    hash ^= character.charCodeAt(0);
    hash = Math.imul(hash, 16777619);
  }
  return hash >>> 0;
}

/**
 * Mixes every bit of a hash into every other. FNV alone leaves the ids of one series (course-1, course-2 …) in one
 * corner, and their covers would all be brick. Source: MurmurHash3's finaliser, public domain.
 */
export function mixed(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Mulberry32, numbers from 0 to below 1. Source: Tommy Ettinger, public domain. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state |= 0;
    state = (state + 0x6d2b79f5) | 0;
    let drawn = Math.imul(state ^ (state >>> 15), 1 | state);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4294967296;
  };
}

const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** A closed curve around a centre whose radius depends on the angle in radians. */
function ring(centreX: number, centreY: number, radiusAt: (angle: number) => number, steps: number): string {
  let path = '';
  for (let step = 0; step <= steps; step++) {
    const angle = (step / steps) * Math.PI * 2;
    const radius = radiusAt(angle);
    path += (step ? 'L' : 'M') + point(centreX + radius * Math.cos(angle), centreY + radius * Math.sin(angle));
  }
  return `${path}Z`;
}

/** An open curve from a little left of the box to a little right of it. */
function wave({ width, small }: Plan, heightAt: (x: number) => number): string {
  let path = '';
  for (let x = -6; x <= width + width / 36; x += width / (small ? 40 : 90))
    path += (path ? 'L' : 'M') + point(x, heightAt(x));
  return path;
}

/** 9 to 16 petals, 34 closed curves, each turned a little further than the one inside it. */
function rosette({ width, height, random, small, at }: Plan): string[] {
  const petals = 9 + Math.floor(random() * 8);
  const count = small ? 11 : 34;
  const centreX = width * (at ? at[0] : 0.6 + random() * 0.16);
  const centreY = height * (at ? at[1] : 0.44 + random() * 0.14);
  const twist = 3.6 + random() * 3.2;
  const phase = random() * 6;
  const radius = Math.min(Math.hypot(width, height) * 0.52, Math.max(width, height) * 0.5);
  return Array.from({ length: count }, (_, index) => {
    const out = index / (count - 1);
    const shape = (angle: number) =>
      radius * (0.16 + 0.84 * out - (0.055 + 0.05 * (1 - out)) * Math.cos(petals * angle + phase + out * twist));
    return ring(centreX, centreY, shape, small ? 200 : 420);
  });
}

/** 34 sine lines in one bundle. */
function ribbon(plan: Plan): string[] {
  const { width, height, random, small } = plan;
  const count = small ? 12 : 34;
  const slow = height * (0.16 + random() * 0.1);
  const quick = height * (0.08 + random() * 0.06);
  const turns = 1 + random() * 1.1;
  const phase = random() * 6;
  return Array.from({ length: count }, (_, index) => {
    const across = index / (count - 1);
    return wave(plan, x => {
      const along = (x / width) * Math.PI * 2;
      return (
        height * 0.5 +
        slow * Math.sin(turns * along + phase + across * 1.9) +
        quick * Math.sin(2.3 * turns * along + phase * 2 - across * 3.4) +
        (across - 0.5) * height * 0.62 * Math.cos(turns * 0.5 * along + phase)
      );
    });
  });
}

/** 34 deformed rings from a low corner, like heights on a map. */
function contour({ width, height, random, small }: Plan): string[] {
  const count = small ? 10 : 34;
  const centreX = width * (0.18 + random() * 0.25);
  const centreY = height * (0.65 + random() * 0.3);
  const bend = random() * 6;
  const bump = random() * 6;
  const reach = Math.hypot(width, height) * 1.02;
  return Array.from({ length: count }, (_, index) => {
    const out = (index + 1) / count;
    const shape = (angle: number) =>
      out *
      reach *
      (1 +
        0.13 * Math.sin(2 * angle + bend + out * 1.5) +
        0.07 * Math.sin(3 * angle + bump - out * 2.2) +
        0.03 * Math.sin(5 * angle + bend));
    return ring(centreX, centreY, shape, small ? 120 : 200);
  });
}

/** Two times 20 lines under two mirrored envelopes, like the border of a banknote. */
function braid(plan: Plan): string[] {
  const { width, height, random, small } = plan;
  const count = small ? 8 : 20;
  const phase = random() * 6;
  const turns = 0.75 + random() * 0.5;
  return [0, Math.PI].flatMap(shift =>
    Array.from({ length: count }, (_, index) => {
      const inward = index / (count - 1);
      return wave(plan, x => {
        const along = (x / width) * Math.PI * 2 * turns;
        return (
          height * 0.5 +
          height * (0.4 - 0.34 * inward) * Math.sin(along + phase + shift) +
          height * 0.1 * Math.sin(3 * along + phase + shift * 3 + inward * 1.3)
        );
      });
    }),
  );
}

/** Two sets of circles that cross, one from a lower and one from an upper corner. */
function arcs({ width, height, random, small }: Plan): string[] {
  const count = small ? 9 : 34;
  const steps = small ? 70 : 120;
  const lowX = width * (-0.05 + random() * 0.2);
  const highX = width * (0.85 + random() * 0.2);
  const paths: string[] = [];
  for (let index = 1; index <= count; index++) {
    const radius = (index / count) * Math.hypot(width, height) * 0.95;
    paths.push(ring(lowX, height * 1.05, () => radius, steps));
    if (index <= count * 0.62) paths.push(ring(highX, height * -0.05, () => radius, steps));
  }
  return paths;
}

const draw: Record<Family, (plan: Plan) => string[]> = { rosette, ribbon, contour, braid, arcs };

/** The engraving of an id in a box of width × height (any unit). With `fit`, lines lie in the first height × fit. */
export function engraving(id: string, width: number, height: number, options: EngravingOptions = {}): Engraving {
  const hash = hashOf(id);
  const pick = mixed(hash);
  const family = options.family ?? families[(pick >>> 5) % 5] ?? 'rosette';
  const ink = inks[options.ink ?? (pick >>> 11) % 8] as Ink;
  const paper = options.paper ?? ((pick >>> 17) % 5 < 3 && !inksWithoutPaper.includes(ink.name));
  const plan: Plan = {
    width,
    height: height * (options.fit ?? 1),
    random: randomFrom(hash),
    small: options.small ?? false,
    at: options.at,
  };
  return {
    paths: draw[family](plan),
    ground: paper ? ink.paper : ink.ground,
    line: paper ? ink.paperLine : ink.line,
    ink: ink.ground,
    paper,
    family,
  };
}
