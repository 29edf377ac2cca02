// @vitest-environment node
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReactElement } from 'react';
import { renderToPipeableStream, renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { Portal } from './portal.fixture.js';

/** Returns the markup and React's warnings. */
function render(page: ReactElement) {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  const html = renderToString(page);
  const { calls } = complaints.mock;
  complaints.mockRestore();
  return { html, complaints: calls };
}

it('renders without a window and without warnings', () => {
  expect(typeof window).toBe('undefined');
  const { html, complaints } = render(<Portal userId="ann" />);
  expect(html).toContain('waiting ann pending disabled');
  expect(html).toContain('Chat is loading');
  expect(complaints).toEqual([]);
});

it('renders the user and fetches no token', () => {
  const getToken = vi.fn<() => Promise<string>>();
  expect(render(<Portal userId={null} getAuthToken={getToken} />).html).toContain('waiting no user signed-out disabled');
  expect(render(<Portal userId="ann" getAuthToken={getToken} botSso={{ getToken }} />).html).toContain('waiting ann pending idle');
  expect(getToken).not.toHaveBeenCalled();
});

it('puts no script tag into the markup', () => {
  const script = { appId: 'app', orgId: 'org', orgUrl: 'https://org.example', src: 'https://widget.example/LiveChatBootstrapper.js' };
  expect(render(<Portal script={script} />).html).not.toContain('<script');
});

it('streams', async () => {
  const html = await new Promise<string>((resolve, reject) => {
    const stream = renderToPipeableStream(<Portal userId="ann" />, {
      onAllReady: () => resolve(text(stream.pipe(new PassThrough()))),
      onError: reject,
    });
  });
  expect(html).toContain('waiting ann pending disabled');
});
