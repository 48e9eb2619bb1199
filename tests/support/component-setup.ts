// Before each component test: Polish texts, and the few measures that jsdom lacks because it draws nothing.
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import '../../renderer/text/index.ts';

/** The window that components see: lists that measure themselves find room for this much. */
const widthPx = 1200;
const heightPx = 600;

class FixedSize implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', FixedSize);
Object.defineProperties(HTMLElement.prototype, {
  offsetWidth: { configurable: true, get: () => widthPx },
  offsetHeight: { configurable: true, get: () => heightPx },
  clientHeight: { configurable: true, get: () => heightPx },
});
Element.prototype.scrollTo = function scrollTo(place?: ScrollToOptions | number) {
  if (typeof place === 'object') this.scrollTop = place.top ?? this.scrollTop;
  this.dispatchEvent(new Event('scroll'));
};
Element.prototype.scrollIntoView = () => {};

/** A page that waits for an answer appears within a moment, or on a busy machine within several. */
configure({ asyncUtilTimeout: 15_000 });

afterEach(cleanup);
