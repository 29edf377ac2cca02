import { createLiveChatSimulator } from '@lcw-auth/simulator';
import { act, render, screen } from '@testing-library/react';
import { Component, StrictMode, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveChatAuthProvider, LiveChatUnavailable, useLiveChatAuth, type WidgetScriptOptions } from './index.js';

const script: WidgetScriptOptions = {
  appId: 'app-1',
  orgId: 'org-1',
  orgUrl: 'https://org.example',
  src: 'https://widget.example/livechatwidget/scripts/LiveChatBootstrapper.js',
  nonce: 'n0nce',
};
const tags = () => document.querySelectorAll<HTMLScriptElement>('#Microsoft_Omnichannel_LCWidget');
const Status = () => {
  const { status, error } = useLiveChatAuth();
  return <p data-testid="status">{`${status} ${error?.code ?? ''}`}</p>;
};
const Page = ({ script }: { script?: WidgetScriptOptions | null }) => (
  <LiveChatAuthProvider userId={null} getAuthToken={async () => null} script={script} readyTimeout={1000}>
    <Status />
    <LiveChatUnavailable />
  </LiveChatAuthProvider>
);
const advance = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const fail = async () => {
  act(() => void tags()[0]!.dispatchEvent(new Event('error')));
  await advance(0);
};
const status = () => screen.getByTestId('status');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  for (const tag of tags()) tag.remove();
  Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
});

it('inserts the tag once, with its attributes and the nonce, and never removes it', () => {
  const { rerender, unmount } = render(<Page script={script} />, { wrapper: StrictMode });
  rerender(<Page script={{ ...script }} />);
  expect(tags()).toHaveLength(1);
  expect(tags()[0]).toMatchObject({ src: script.src, nonce: 'n0nce' });
  expect(tags()[0]?.dataset).toMatchObject({ appId: 'app-1', orgId: 'org-1', orgUrl: 'https://org.example' });
  unmount();
  expect(tags()).toHaveLength(1);
});

it('waits while script is null, and counts readyTimeout from the insertion', async () => {
  const { rerender } = render(<Page script={null} />, { wrapper: StrictMode });
  await advance(60_000);
  expect(tags()).toHaveLength(0);
  expect(status()).toHaveTextContent('waiting');
  rerender(<Page script={script} />);
  expect(tags()).toHaveLength(1);
  await advance(999);
  expect(status()).toHaveTextContent('waiting');
  await advance(1);
  expect(status()).toHaveTextContent('unavailable widget-not-ready');
});

it('inserts the tag once when the options arrive later, for example with a fetched configuration', async () => {
  const { rerender } = render(<Page />, { wrapper: StrictMode });
  await advance(500);
  expect(tags()).toHaveLength(0);
  rerender(<Page script={script} />);
  expect(tags()).toHaveLength(1);
  expect(tags()[0]).toMatchObject({ src: script.src, nonce: 'n0nce' });
  await fail();
  expect(status()).toHaveTextContent('unavailable widget-script-failed');
});

it('stays registered when options arrive for a tag that the page has already', async () => {
  const simulator = createLiveChatSimulator({ readyAfter: 'never', widgetId: script.appId });
  const uninstall = simulator.install();
  const registrations = () => simulator.log.filter(({ detail }) => detail?.['method'] === 'setAuthTokenProvider').length;
  const { rerender } = render(<Page />, { wrapper: StrictMode });
  act(() => simulator.ready());
  expect(registrations()).toBe(1);
  rerender(<Page script={script} />);
  await advance(0);
  expect(status()).toHaveTextContent('ready');
  expect(registrations()).toBe(1);
  uninstall();
});

it('reports a script that is blocked or fails', async () => {
  render(<Page script={script} />, { wrapper: StrictMode });
  await fail();
  expect(status()).toHaveTextContent('unavailable widget-script-failed');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});

it('inserts a new tag when the prop changes after a failure', async () => {
  const { rerender } = render(<Page script={script} />, { wrapper: StrictMode });
  const [failed] = tags();
  await fail();
  rerender(<Page script={{ ...script, src: 'https://other.example/livechatwidget/scripts/LiveChatBootstrapper.js' }} />);
  expect(tags()).toHaveLength(1);
  expect(tags()[0]).not.toBe(failed);
  expect(tags()[0]?.src).toContain('https://other.example/');
  expect(status()).toHaveTextContent('waiting');
});

it('inserts the tag again with retry after a failure', async () => {
  render(<Page script={script} />, { wrapper: StrictMode });
  const [failed] = tags();
  await fail();
  act(() => screen.getByRole('button', { name: 'Try again' }).click());
  expect(tags()).toHaveLength(1);
  expect(tags()[0]).not.toBe(failed);
  expect(tags()[0]).toMatchObject({ src: script.src, nonce: 'n0nce' });
  expect(status()).toHaveTextContent('waiting');
});

it('keeps the tag when the prop changes while the script loads', () => {
  const { rerender } = render(<Page script={script} />, { wrapper: StrictMode });
  const [loading] = tags();
  rerender(<Page script={{ ...script, nonce: 'other' }} />);
  expect([...tags()]).toEqual([loading]);
});

it('waits for fallbackSrc when src fails, and reports the failure of both', async () => {
  const fallbackSrc = 'https://fallback.example/livechatwidget/scripts/LiveChatBootstrapper.js';
  render(<Page script={{ ...script, fallbackSrc }} />, { wrapper: StrictMode });
  await fail();
  expect(tags()).toHaveLength(1);
  expect(tags()[0]?.src).toBe(fallbackSrc);
  expect(status()).toHaveTextContent('waiting');
  await fail();
  expect(status()).toHaveTextContent('unavailable widget-script-failed');
});

it('reports a failure once when the error event is raised twice', async () => {
  const unhandled = vi.fn<() => void>();
  process.on('unhandledRejection', unhandled);
  render(<Page script={script} />, { wrapper: StrictMode });
  const [tag] = tags();
  await fail();
  act(() => void tag!.dispatchEvent(new Event('error')));
  await advance(0);
  vi.useRealTimers();
  await new Promise((resolve) => setTimeout(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
  expect(tags()).toHaveLength(1);
});

it('throws to the error boundary when the page has the script of another widget', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const page = (appId: string) => (
    <Boundary>
      <Page script={{ ...script, appId }} />
    </Boundary>
  );
  const { rerender, container } = render(page('app-1'));
  rerender(page('app-2'));
  await advance(0);
  expect(container).toHaveTextContent('A page can carry only one widget.');
  vi.restoreAllMocks();
});

it('counts readyTimeout from the mount and inserts nothing without the prop', async () => {
  render(<Page />, { wrapper: StrictMode });
  await advance(1000);
  expect(tags()).toHaveLength(0);
  expect(status()).toHaveTextContent('unavailable widget-not-ready');
});

class Boundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state = { message: null };
  static getDerivedStateFromError = (error: Error) => ({ message: error.message });
  override render() {
    return this.state.message ?? this.props.children;
  }
}

it('throws a message to the error boundary that says what to write when an option is missing', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { container } = render(
    <Boundary>
      <Page script={{ ...script, orgId: '' }} />
    </Boundary>,
  );
  await advance(0);
  expect(container).toHaveTextContent("loadWidgetScript: orgId is missing. Copy it from the widget's code snippet in the admin center.");
  vi.restoreAllMocks();
});
