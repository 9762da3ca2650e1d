import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { accentOf } from './accent.ts';

const accent: MantineColorsTuple = [
  '#eff8fe',
  '#daeffb',
  '#b8def4',
  '#89c7e9',
  '#61b2dc',
  '#3897c4',
  '#1a7ea9',
  '#00668c',
  '#005476',
  '#003b53',
];
const gray: MantineColorsTuple = [
  '#f9fafb',
  '#f3f5f7',
  '#e9edef',
  '#e0e4e7',
  '#cdd2d5',
  '#858d93',
  '#626a70',
  '#4a535a',
  '#2d3439',
  '#11181d',
];
const dark: MantineColorsTuple = [
  '#eceff1',
  '#b5bdc3',
  '#98a2a9',
  '#77818a',
  '#374047',
  '#283036',
  '#1b2126',
  '#11161a',
  '#0c1013',
  '#090c0e',
];
const red: MantineColorsTuple = [
  '#fdeeec',
  '#fbdcd8',
  '#f4c4be',
  '#f19d93',
  '#f47a6d',
  '#e2574b',
  '#cf3a30',
  '#b3261e',
  '#931a14',
  '#6d110d',
];

const sizes = ['xs', 'sm', 'md', 'lg'] as const;
type Size = (typeof sizes)[number];
const heights: Record<Size, string> = { xs: '28px', sm: '36px', md: '44px', lg: '48px' };
const paddings: Record<Size, string> = { xs: '10px', sm: '14px', md: '18px', lg: '20px' };
const letters: Record<Size, string> = { xs: '12px', sm: '14px', md: '16px', lg: '16px' };
const sizeOf = (size: unknown): Size => (sizes.includes(size as Size) ? (size as Size) : 'sm');

/** Filled colours come from the tokens: autoContrast would leave white on the dark scheme's accent, 2.4:1. */
function buttonColours(variant: string | undefined, color: unknown): Record<string, string> {
  if (variant !== undefined && variant !== 'filled') return {};
  if (color === 'red')
    return {
      '--button-bg': 'var(--bad-btn)',
      '--button-color': 'var(--bad-on)',
      '--button-hover': 'color-mix(in srgb, var(--bad-btn) 88%, var(--ink))',
    };
  return color
    ? {}
    : { '--button-bg': 'var(--accent)', '--button-color': 'var(--accent-on)', '--button-hover': 'var(--accent-h)' };
}

type ButtonLike = { size?: unknown; variant?: string; color?: unknown };

const inputVars = (_: unknown, { size }: ButtonLike) => ({
  wrapper: { '--input-height': heights[sizeOf(size)], '--input-fz': letters[sizeOf(size)] },
});

/** Mantine's theme in the measures of the look. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { accent, gray, dark, red },
  black: '#11181d',
  white: '#fff',
  defaultRadius: 8,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  lineHeights: { xs: '16px', sm: '20px', md: '24px', lg: '28px', xl: '34px' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '12px', xl: '16px' },
  // Plain objects and not Component.extend(): naming a component here would ship it to every page.
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_: unknown, props: ButtonLike) => ({
        root: {
          '--button-height': heights[sizeOf(props.size)],
          '--button-padding-x': paddings[sizeOf(props.size)],
          '--button-fz': letters[sizeOf(props.size)],
          ...buttonColours(props.variant, props.color),
        },
      }),
    },
    ActionIcon: {
      defaultProps: { size: 36, variant: 'subtle', color: 'gray' },
      vars: (_: unknown, { variant }: ButtonLike) => ({
        root: variant === 'subtle' ? { '--ai-color': 'var(--ink)', '--ai-hover': 'var(--hover)' } : {},
      }),
    },
    Checkbox: { defaultProps: { radius: 4 } },
    Switch: { defaultProps: { size: 'sm' } },
    Input: { vars: inputVars },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});

const tied = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink3)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': 'var(--accent-h)',
  '--mantine-color-accent-text': 'var(--accent-ink)',
  '--mantine-color-accent-outline': 'var(--accent-ink)',
  '--mantine-color-accent-light': 'var(--accent-t)',
  '--mantine-color-accent-light-hover': 'var(--accent-t2)',
  '--mantine-color-accent-light-color': 'var(--accent-ink)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-primary-color-contrast': 'var(--accent-on)',
};

/** Ties Mantine's variables to the tokens; with a hue (OKLCH degrees) the site's own accent replaces the tokens'. */
export function resolverFor(hue: number | undefined): CSSVariablesResolver {
  const own = hue === undefined ? undefined : accentOf(hue);
  return () => ({ variables: {}, light: { ...tied, ...own?.light }, dark: { ...tied, ...own?.dark } });
}
