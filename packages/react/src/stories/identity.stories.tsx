import type { Meta, StoryObj } from '@storybook/react-vite';
import { createLiveChatSimulator, type LiveChatSimulator } from '@lcw-auth/simulator';
import { useEffect, useState, type ReactNode } from 'react';
import { expect, userEvent, waitFor } from 'storybook/test';
import { LiveChatAuthProvider, useLiveChatAuth, useAuthToken } from '../index.js';
import { expectFacts } from './expect-shop.fixture.js';
import { inShop } from './in-shop.fixture.js';
import { Shop } from './shop.fixture.js';
import { contacts, on, stageOf, type Stage } from './stage.fixture.js';

/** The widget never receives a token of a different user, even when requests are pending while the user changes. */
const meta = {
  title: 'Widget/Identity',
  ...inShop(),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

const press = (canvas: { getByRole: (role: string, options: { name: string }) => HTMLElement }, name: string) =>
  userEvent.click(canvas.getByRole('button', { name }));

/** A shared device: Ann leaves and Bob signs in. Ann's chat is closed, and the next chat is Bob's. */
export const AnotherUser: Story = {
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { simulator } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid', Subject: '11111111…' });
    await simulator.startChat();
    await step("Bob signs in, and Ann's chat is closed", async () => {
      await press(canvas, 'Bob');
      await expectFacts(canvasElement, { User: 'bob', Token: 'valid', Subject: '22222222…' });
      await waitFor(() => expect(simulator.getState().chat.status).not.toBe('open'));
    });
    await step("the next chat is Bob's", async () => {
      await expect(await simulator.startChat()).toMatchObject({ authenticated: true, contactId: contacts.bob });
    });
  },
};

/** Ann to Bob and back, faster than the endpoint responds: only the last response counts. */
export const ThereAndBack: Story = {
  parameters: on({ faults: { tokenEndpoint: { delay: 300 } } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    await press(canvas, 'Bob');
    await press(canvas, 'Ann');
    await expectFacts(canvasElement, { Widget: 'ready', User: 'ann', Token: 'valid', Subject: '11111111…' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ contactId: contacts.ann });
  },
};

/** Answers the newest request for a token in SignOutDuringFetch. */
let respond = (_token: string): void => {};
const getAuthToken = () => new Promise<string>((resolve) => (respond = resolve));

/** Sign-out while the token is being fetched: the token is discarded when it arrives. */
export const SignOutDuringFetch: Story = {
  parameters: on({ provider: { signInOptional: true, getAuthToken }, simulator: { signInOptional: true } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator, issuer, events } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'pending' });
    await press(canvas, 'Sign out');
    await expectFacts(canvasElement, { User: 'no user', Token: 'signed-out (no-user)' });
    respond(await issuer.sign({ sub: contacts.ann }));
    await expect(await simulator.startChat()).toMatchObject({ authenticated: false });
    await expectFacts(canvasElement, { Token: 'signed-out (no-user)' });
    await expect(events.some(({ type }) => type === 'token-fetched')).toBe(false);
  },
};

/**
 * The chat is opened first, and the widget waits for the sign-in that `onSignInNeeded` starts. Both generations call the named
 * client function and wait for it. From the SDK's provider, v1 takes only the answer at registration.
 */
export const SignInDuringChat: Story = {
  parameters: on({ userId: null, clientFunction: 'auth.getAuthenticationToken', provider: { onSignInNeeded: () => {} } }),
  play: async ({ canvas, canvasElement, loaded }) => {
    const { simulator, events } = stageOf(loaded);
    await expectFacts(canvasElement, { Widget: 'ready', User: 'no user' });
    const chat = simulator.startChat();
    await waitFor(() => expect(events.some(({ type }) => type === 'sign-in-needed')).toBe(true));
    await press(canvas, 'Ann');
    await expect(await chat).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

/** A sign-out in one tab signs the chat out in all tabs. (The second tab is a frame.) */
export const TwoTabs: Story = {
  render: (_, { loaded }) => {
    const stage = stageOf(loaded);
    return (
      <Shop key={stage.id} stage={stage}>
        <SecondTab stage={stage} />
      </Shop>
    );
  },
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const { simulator } = stageOf(loaded);
    const other = () => canvas.getByTestId('second-tab').textContent;
    await step('both tabs are signed in', async () => {
      await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
      await waitFor(() => expect(other()).toBe('ready, valid'));
    });
    await step('a sign-out here signs out the other tab', async () => {
      await simulator.startChat();
      await press(canvas, 'Sign out');
      await expectFacts(canvasElement, { Token: 'signed-out (no-user)' });
      await waitFor(() => expect(other()).toBe('ready, signed-out'));
    });
  },
};

/** Another window of this origin with its own widget, on which Ann is signed in too. */
function SecondTab({ stage }: { stage: Stage }): ReactNode {
  const [frame, setFrame] = useState<HTMLIFrameElement | null>(null);
  const page = frame?.contentWindow;
  return (
    <>
      <iframe ref={setFrame} title="Second tab" hidden />
      {page && (
        <LiveChatAuthProvider {...stage.options} onEvent={undefined} userId="ann" window={page}>
          <SecondTabState page={page} stage={stage} />
        </LiveChatAuthProvider>
      )}
    </>
  );
}

function SecondTabState({ page, stage }: { page: Window; stage: Stage }) {
  const { status } = useLiveChatAuth();
  const token = useAuthToken();
  useEffect(() => secondWidget(page, stage).install(), [page, stage]);
  return (
    <p>
      Second tab: <span data-testid="second-tab">{`${status}, ${token.status}`}</span>
    </p>
  );
}

const secondWidget = (window: Window, { id, issuer }: Stage): LiveChatSimulator =>
  createLiveChatSimulator({
    window,
    widgetId: id,
    setting: issuer.setting({ javascriptClientFunction: 'auth.getAuthenticationToken' }),
  });
