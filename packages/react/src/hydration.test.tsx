import { act, screen } from '@testing-library/react';
import { StrictMode, type ComponentProps, type ReactNode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import { Portal } from './portal.fixture.js';

let root: Root | undefined;
afterEach(async () => {
  await act(async () => root?.unmount());
  document.body.replaceChildren();
});

/** Renders as on a server: the library is loaded without a document. */
async function renderOnServer(options: ComponentProps<typeof Portal>): Promise<string> {
  vi.resetModules();
  vi.stubGlobal('document', undefined);
  vi.stubGlobal('window', undefined);
  try {
    const server = await import('./portal.fixture.js');
    return renderToString(<server.Portal {...options} />);
  } finally {
    vi.unstubAllGlobals();
  }
}

/** Returns React's errors and warnings during hydration. */
async function hydrate(html: string, tree: ReactNode): Promise<unknown[]> {
  const errors: unknown[] = [];
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {});
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = html;
  await act(async () => {
    root = hydrateRoot(container, <StrictMode>{tree}</StrictMode>, { onRecoverableError: (error) => errors.push(error) });
  });
  errors.push(...complaints.mock.calls);
  complaints.mockRestore();
  return errors;
}

it('hydrates the markup of the server without warnings', async () => {
  const options = { userId: 'ann', botSso: { getToken: async () => null } };
  const html = await renderOnServer(options);
  expect(await hydrate(html, <Portal {...options} />)).toEqual([]);
  expect(screen.getByText('Chat is loading')).toBeInTheDocument();
});

it('shows after hydration what happened since the server rendered', async () => {
  const html = await renderOnServer({ userId: 'ann' });
  expect(html).toContain('waiting ann pending disabled');
  expect(await hydrate(html, <Portal userId="ann" />)).toEqual([]);
  // The endpoint has responded by now that no user is signed in.
  expect(screen.getByTestId('status')).toHaveTextContent('waiting ann signed-out disabled');
});

it('reports different markup, so the tests above can fail', async () => {
  const html = await renderOnServer({ userId: 'bob' });
  expect(await hydrate(html, <Portal userId="ann" />)).not.toEqual([]);
});
