import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { expect } from 'vitest';
import { ToastRegion } from '../../../renderer/ui/toast-region.tsx';
import { clearToasts } from '../../../renderer/ui/toast-store.ts';
import { UiProvider } from '../../../renderer/ui/ui-provider.tsx';

/** Shown as in the window, without a router around it. */
export function show(page: ReactNode) {
  clearToasts();
  const inWindow = (shown: ReactNode) => (
    <UiProvider>
      {shown}
      <ToastRegion />
    </UiProvider>
  );
  const { rerender, container } = render(inWindow(page));
  const showAgain = (next: ReactNode) => rerender(inWindow(next));
  return { user: userEvent.setup(), container, showAgain };
}

/** Shown under a router that has every address and no screen of its own. */
export function showRouted(page: ReactNode) {
  const root = createRootRoute({ component: () => page });
  const anywhere = createRoute({ getParentRoute: () => root, path: '$', component: () => null });
  const history = createMemoryHistory({ initialEntries: ['/cases'] });
  const router = createRouter({ routeTree: root.addChildren([anywhere]), history });
  // The provider's type knows only the app's own router; this one has fewer addresses and is used the same way.
  const shown = show(<RouterProvider router={router as never} />);
  return { ...shown, address: () => router.state.location.href };
}

/** Whatever was answered by now is on the page. */
export const settle = (): Promise<void> => act(async () => new Promise((done) => setTimeout(done)));

/** Nothing that axe can see without drawing is wrong. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
