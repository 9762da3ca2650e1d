import { type AnchorHTMLAttributes, createContext, type MouseEvent, use } from 'react';

/** How a kit link goes to another page of this product without loading it anew. */
export const NavigateContext = createContext<((href: string) => void) | undefined>(undefined);

/** Whether a click is a plain one that the router may take: no new tab, no download, no other site. */
export function isPlainClick(event: MouseEvent<HTMLAnchorElement>): boolean {
  const link = event.currentTarget;
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  const here = (link.target === '' || link.target === '_self') && link.origin === location.origin;
  return event.button === 0 && !modified && !event.defaultPrevented && here && !link.hasAttribute('download');
}

export type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

/** An ordinary link that uses the router of the product around it. Any element may borrow it: `<Button component={Link}>`. */
export function Link({ onClick, ...props }: LinkProps) {
  const navigate = use(NavigateContext);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (!navigate || !isPlainClick(event)) return;
    event.preventDefault();
    navigate(props.href);
  };
  // oxlint-disable-next-line jsx-a11y/anchor-has-content, jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- content and address come with the props
  return <a {...props} onClick={follow} />;
}
