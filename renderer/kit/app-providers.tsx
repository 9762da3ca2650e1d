import './styles.css';
import { DirectionProvider, MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLanguage } from '../platform/messages/index.ts';
import { onPreferences, preferences, proseSizes, setPreferences, usePreferences } from '../platform/preferences.ts';
import { NavigateContext } from './link.tsx';
import { resolverFor, theme } from './theme.ts';
import { ToastPlace } from './toast-place.tsx';
import { WaitPlace } from './wait-place.tsx';

/** Mantine's colour scheme kept in the reader's preferences, so that there is one place that remembers it. */
function preferredScheme(): MantineColorSchemeManager {
  let stop = () => {};
  return {
    get: () => preferences().colorScheme,
    set: colorScheme => colorScheme !== preferences().colorScheme && setPreferences({ colorScheme }),
    subscribe: update => {
      stop = onPreferences(() => update(preferences().colorScheme));
    },
    unsubscribe: () => stop(),
    clear: () => setPreferences({ colorScheme: 'auto' }),
  };
}

const schemeManager = preferredScheme();

/** Style elements that Mantine adds carry the page's nonce, as the content security policy asks. */
const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
// So does what keeps the page still under a dialog; it asks for the nonce under this name.
(globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = styleNonce();

/** Keeps the document's language, direction and prose size as the reader wants them. */
function useDocument(): void {
  const language = useLanguage();
  const [{ textSize }] = usePreferences();
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.style.setProperty('--prose', `${proseSizes[textSize]}px`);
  }, [language, textSize]);
}

type Props = {
  children: ReactNode;
  /** The site's own accent: OKLCH hue in degrees. Default: the product's blue. */
  accentHue?: number;
  /** Called for a plain click on any kit link to this site, instead of loading the page anew. */
  navigate?: (href: string) => void;
};

/** The ground under every screen: theme, colour scheme, fonts, links and toasts. */
export function AppProviders({ children, accentHue, navigate }: Props) {
  useDocument();
  const resolver = useMemo(() => resolverFor(accentHue), [accentHue]);
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolver}
        defaultColorScheme="auto"
        colorSchemeManager={schemeManager}
        getStyleNonce={styleNonce}
      >
        <NavigateContext value={navigate}>
          {children}
          <ToastPlace />
          <WaitPlace />
        </NavigateContext>
      </MantineProvider>
    </DirectionProvider>
  );
}
