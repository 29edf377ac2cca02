import type { BotSsoOptions } from '@lcw-auth/core';
import { act, render, screen } from '@testing-library/react';
import { StrictMode, useState, type ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { createFakeClient, type FakeClient } from './fake-client.fixture.js';
import { LiveChatAuthProvider, useBotSso } from './index.js';

const inClient = (client: FakeClient) =>
  function Wrapper({ children }: { children: ReactNode }) {
    return (
      <StrictMode>
        <LiveChatAuthProvider client={client}>{children}</LiveChatAuthProvider>
      </StrictMode>
    );
  };

const supply = (token: string): BotSsoOptions => ({ getToken: async () => token });
const Supplier = ({ options, children }: { options: BotSsoOptions; children?: ReactNode }) => {
  useBotSso(options);
  return children;
};
const request = { userId: 'ann', signInId: 's1', signal: new AbortController().signal };
const settled = () => act(async () => {});
const answer = (client: FakeClient) => client.changes.at(-1)?.botSso?.getToken(request);

describe('what useBotSso supplies', () => {
  it('gives the client the options of the component, once in StrictMode too', async () => {
    const client = createFakeClient();
    render(<Supplier options={{ ...supply('one'), timeout: 900 }} />, { wrapper: inClient(client) });
    await settled();
    expect(client.changes).toHaveLength(1);
    expect(client.changes[0]?.botSso?.deadline).toBe(900);
    await expect(answer(client)).resolves.toBe('one');
  });

  it('calls the newest function without changing the options again (rule 5)', async () => {
    const client = createFakeClient();
    const { rerender } = render(<Supplier options={{ ...supply('one'), allowedHosts: ['a.example'] }} />, { wrapper: inClient(client) });
    await settled();
    rerender(<Supplier options={{ ...supply('two'), allowedHosts: ['a.example'] }} />);
    await settled();
    expect(client.changes).toHaveLength(1);
    await expect(answer(client)).resolves.toBe('two');
  });

  it('changes the options when a host, the deadline or the presence of decide changes', async () => {
    const client = createFakeClient();
    const { rerender } = render(<Supplier options={supply('one')} />, { wrapper: inClient(client) });
    await settled();
    const more: BotSsoOptions[] = [
      { ...supply('one'), allowedHosts: ['a.example'] },
      { ...supply('one'), allowedHosts: ['b.example'] },
      { ...supply('one'), timeout: 500 },
      { ...supply('one'), timeout: 500, decide: () => ({ show: false }) },
    ];
    for (const [index, options] of more.entries()) {
      rerender(<Supplier options={options} />);
      await settled();
      expect(client.changes).toHaveLength(index + 2);
    }
    expect(client.changes.at(-1)?.botSso?.decide?.({ type: 'no-token' })).toEqual({ show: false });
    rerender(<Supplier options={supply('one')} />);
    await settled();
    expect(client.changes.at(-1)?.botSso).not.toHaveProperty('decide');
  });

  it('lets the innermost mounted component win, and falls back as they unmount', async () => {
    const client = createFakeClient();
    const App = ({ depth }: { depth: number }) => (
      <Supplier options={supply('outer')}>
        {depth > 1 && <Supplier options={supply('inner')}>{depth > 2 && <Supplier options={supply('innermost')} />}</Supplier>}
      </Supplier>
    );
    const { rerender } = render(<App depth={3} />, { wrapper: inClient(client) });
    await settled();
    await expect(answer(client)).resolves.toBe('innermost');
    rerender(<App depth={2} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    rerender(<App depth={1} />);
    await settled();
    await expect(answer(client)).resolves.toBe('outer');
    rerender(<App depth={2} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
  });

  it('gives a client from outside React its own options back, also those that it got meanwhile', async () => {
    const client = createFakeClient();
    const [own, newer] = [supply('own'), supply('newer')];
    client.setOptions({ botSso: own });
    const { rerender } = render(<Supplier options={supply('one')} />, { wrapper: inClient(client) });
    await settled();
    await expect(answer(client)).resolves.toBe('one');
    rerender(<i />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: own });

    client.setOptions({ botSso: newer });
    rerender(<Supplier options={supply('two')} />);
    await settled();
    await expect(answer(client)).resolves.toBe('two');
    rerender(<i />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: newer });
  });

  it('keeps the innermost one after another client has come, whoever mounted last', async () => {
    const [before, client] = [createFakeClient(), createFakeClient()];
    const App = ({ given, isDeep }: { given: FakeClient; isDeep: boolean }) => (
      <LiveChatAuthProvider client={given}>
        <Supplier options={supply('outer')}>{isDeep && <Supplier options={supply('inner')} />}</Supplier>
      </LiveChatAuthProvider>
    );
    const { rerender } = render(<App given={before} isDeep={false} />);
    await settled();
    rerender(<App given={client} isDeep={false} />);
    await settled();
    await expect(answer(client)).resolves.toBe('outer');
    rerender(<App given={client} isDeep />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
  });

  it('takes options that come later and go again, without a new place in the tree', async () => {
    const client = createFakeClient();
    const Maybe = ({ options, children }: { options?: BotSsoOptions | undefined; children?: ReactNode }) => {
      useBotSso(options);
      return children;
    };
    const App = ({ outer }: { outer?: BotSsoOptions }) => (
      <Maybe options={outer}>
        <Maybe options={supply('inner')} />
      </Maybe>
    );
    const { rerender } = render(<App />, { wrapper: inClient(client) });
    await settled();
    rerender(<App outer={{ ...supply('outer'), timeout: 700 }} />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    expect(client.changes.at(-1)?.botSso).not.toHaveProperty('timeout');
    rerender(<App />);
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
    expect(client.changes).toHaveLength(1);
  });

  it('passes from one page to the next without a moment of no options', async () => {
    const client = createFakeClient();
    const App = ({ page }: { page: string }) => <Supplier key={page} options={supply(page)} />;
    const { rerender } = render(<App page="cart" />, { wrapper: inClient(client) });
    await settled();
    rerender(<App page="orders" />);
    await settled();
    expect(client.changes.map(({ botSso }) => typeof botSso)).toEqual(['object', 'object']);
    await expect(answer(client)).resolves.toBe('orders');
  });

  it('has other functions for another component, by which the client knows its tokens apart, and the same ones while one renders', async () => {
    const client = createFakeClient();
    const App = ({ page, deadline }: { page: string; timeout: number }) => <Supplier key={page} options={{ ...supply(page), deadline }} />;
    const { rerender } = render(<App page="cart" deadline={700} />, { wrapper: inClient(client) });
    await settled();
    rerender(<App page="cart" deadline={800} />);
    await settled();
    rerender(<App page="orders" deadline={800} />);
    await settled();
    const [first, again, other] = client.changes.map(({ botSso }) => botSso?.getToken);
    expect(client.changes).toHaveLength(3);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('keeps the innermost one when the outer component alone renders again', async () => {
    const client = createFakeClient();
    const inner = <Supplier options={supply('inner')} />;
    function Outer() {
      const [time, setTime] = useState(0);
      useBotSso(supply(`outer ${time}`));
      return (
        <>
          <button type="button" onClick={() => setTime(time + 1)}>
            Again
          </button>
          {inner}
        </>
      );
    }
    render(<Outer />, { wrapper: inClient(client) });
    await settled();
    act(() => screen.getByText('Again').click());
    await settled();
    await expect(answer(client)).resolves.toBe('inner');
  });

  it('gives the own options back after several components came and went, one after the other', async () => {
    const client = createFakeClient();
    const own = supply('own');
    client.setOptions({ botSso: own });
    const App = ({ names }: { names: string[] }) => names.map((name) => <Supplier key={name} options={supply(name)} />);
    const { rerender } = render(<App names={['one']} />, { wrapper: inClient(client) });
    await settled();
    rerender(<App names={['one', 'two']} />);
    await settled();
    await expect(answer(client)).resolves.toBe('two');
    rerender(<App names={[]} />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: own });
  });

  it('asks the components of all providers of one client: the one that came last wins', async () => {
    const client = createFakeClient();
    const own = supply('own');
    client.setOptions({ botSso: own });
    const App = ({ names }: { names: string[] }) =>
      names.map((name) => (
        <LiveChatAuthProvider key={name} client={client}>
          <Supplier options={supply(name)} />
        </LiveChatAuthProvider>
      ));
    const { rerender } = render(<App names={['cart', 'orders']} />);
    await settled();
    await expect(answer(client)).resolves.toBe('orders');
    rerender(<App names={['cart']} />);
    await settled();
    await expect(answer(client)).resolves.toBe('cart');
    rerender(<App names={[]} />);
    await settled();
    expect(client.changes.at(-1)).toEqual({ botSso: own });
  });
});
