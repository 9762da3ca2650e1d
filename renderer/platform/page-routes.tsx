/** Pages as data: every feature lists its own, an entry joins the lists and gets a router. */
import { createRootRoute, createRoute, createRouter, Outlet, useParams } from '@tanstack/react-router';
import { type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense } from 'react';
import { useSession } from './session.tsx';

/** Who may open a page: everybody, the signed-in, or holders of a permission. */
export type Access = 'anyone' | 'signed-in' | { permission: string };

export interface PageRoute {
  /** TanStack form: `/courses/$courseId`. */
  path: string;
  access: Access;
  /** `plain` pages bring their own frame (sign-in, lesson, studio); the others stand in the entry's shell. */
  frame: 'shell' | 'plain';
  screen: LazyExoticComponent<ComponentType>;
}

/** A screen fetched when its page is first opened. */
export function screen<P extends object = object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(() => load().then(component => ({ default: component })));
}

export interface Frames {
  /** Stands around every page; may show something else instead. */
  gate?: ComponentType<{ children: ReactNode }>;
  /** The frame of ordinary pages, for those who are signed in and for visitors alike. */
  shell: ComponentType<{ children: ReactNode }>;
  /** Shown instead of a page that needs somebody signed in. */
  signIn: ComponentType;
  /** Shown instead of a page that the person may not open. */
  forbidden: ComponentType;
  notFound: ComponentType;
  /** While a screen is fetched. */
  loading: ReactNode;
}

/** Router over the pages; `basepath` is `/console` for the console in a browser. */
export function createPageRouter(pages: readonly PageRoute[], frames: Frames, basepath = '/') {
  const root = createRootRoute({
    component: () => <Gate gate={frames.gate} />,
    notFoundComponent: () => framed(frames, 'shell', <frames.notFound />),
  });
  const children = pages.map(page =>
    createRoute({ getParentRoute: () => root, path: page.path, component: () => <Page page={page} frames={frames} /> }),
  );
  return createRouter({ routeTree: root.addChildren(children), basepath, scrollRestoration: true });
}

function Gate({ gate: Around }: { gate: Frames['gate'] }) {
  return Around ? (
    <Around>
      <Outlet />
    </Around>
  ) : (
    <Outlet />
  );
}

function framed(frames: Frames, frame: PageRoute['frame'], content: ReactNode): ReactNode {
  return frame === 'shell' ? <frames.shell>{content}</frames.shell> : content;
}

function Page({ page, frames }: { page: PageRoute; frames: Frames }) {
  const session = useSession();
  const { access, screen: Screen } = page;
  if (access !== 'anyone' && session.state === 'loading') return framed(frames, page.frame, frames.loading);
  if (access !== 'anyone' && session.state === 'visitor') return <frames.signIn />;
  if (typeof access === 'object' && !session.may(access.permission))
    return framed(frames, 'shell', <frames.forbidden />);
  return framed(
    frames,
    page.frame,
    <Suspense fallback={frames.loading}>
      <Screen />
    </Suspense>,
  );
}

/** A number out of the page's path: `useId('courseId')`. NaN when it is not one, which the server answers as not found. */
export function useId(name: string): number {
  return Number(useText(name));
}

/** A text out of the page's path. */
export function useText(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}
