import type { SimulatorState } from '../simulator-state.js';
import type { Store } from '../store.js';
import type { Lifetime } from './lifetime.js';
import type { WidgetPage } from './widget-page.js';

/** The name of the window that the widget opens. (Source.) */
const windowName = 'Omnichannel Chat';

/** Opens a window for the chat. When the browser blocks it, the chat stays in the page. */
export function openPopout(page: WidgetPage, lifetime: Lifetime, state: Store<SimulatorState>): void {
  const { popout } = state.get();
  if (popout && !popout.closed) return popout.focus();
  const opened = page.window.open('', windowName, 'location=no');
  page.log({ from: 'widget', to: 'page', type: opened ? 'popout-opened' : 'popout-refused' });
  if (!opened) return;
  state.change({ popout: opened });
  const closed = () => state.change({ popout: null });
  lifetime.listen(opened, 'pagehide', closed);
  lifetime.onEnd(() => {
    opened.close();
    closed();
  });
}
