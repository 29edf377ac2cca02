import { createLiveChatAuth, type LiveChatAuthClient } from '@lcw-auth/core';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState, type ReactNode } from 'react';
import { expect, userEvent } from 'storybook/test';
import { LiveChatAuthProvider, LiveChatButton } from './index.js';
import { expectFacts } from './stories/expect-shop.fixture.js';
import { inShop } from './stories/in-shop.fixture.js';
import { Shop } from './stories/shop.fixture.js';
import { contacts, on, stageOf, type Stage } from './stories/stage.fixture.js';

const meta = {
  title: 'Components/LiveChatAuthProvider',
  component: LiveChatAuthProvider,
  ...inShop(),
  // The stage provides the props.
  parameters: { controls: { disable: true } },
} satisfies Meta;
export default meta;
type Story = StoryObj;

/** `<LiveChatAuthProvider userId getAuthToken botSso>` around the app, and hooks below it. */
export const AroundTheApp: Story = {
  play: async ({ canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid', Bot: 'idle' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: true, contactId: contacts.ann });
  },
};

const clients = new WeakMap<Stage, LiveChatAuthClient>();

/** `client`: created and connected before React, for a widget that becomes ready early. */
export const ClientOutsideReact: Story = {
  beforeEach: ({ loaded }) => {
    const stage = stageOf(loaded);
    const client = createLiveChatAuth(stage.options);
    clients.set(stage, client);
    const disconnect = client.connect();
    stage.simulator.ready();
    return disconnect;
  },
  render: (_, { loaded }) => <Shop key={stageOf(loaded).id} stage={stageOf(loaded)} client={clients.get(stageOf(loaded))} />,
  play: async ({ canvas, canvasElement, loaded }) => {
    await expectFacts(canvasElement, { Widget: 'ready', User: 'ann', Token: 'valid' });
    await userEvent.click(canvas.getByRole('button', { name: 'Bob' }));
    await expectFacts(canvasElement, { User: 'bob', Token: 'valid', Subject: '22222222…' });
    await expect(await stageOf(loaded).simulator.startChat()).toMatchObject({ authenticated: true, contactId: contacts.bob });
  },
};

/** `script={null}` until the user consents: nothing is loaded, and no time limit runs. */
export const ConsentFirst: Story = {
  parameters: on({ simulator: { scriptTag: 'page', readyAfter: 0 } }),
  render: (_, { loaded }) => <Consent key={stageOf(loaded).id} stage={stageOf(loaded)} />,
  play: async ({ canvas, canvasElement, step }) => {
    await step('waits for the consent', async () => {
      await expectFacts(canvasElement, { Widget: 'waiting', Error: 'none' });
      await expect(document.getElementById('Microsoft_Omnichannel_LCWidget')).toBeNull();
    });
    await step('loads the widget when the user consents', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Allow the chat' }));
      await expectFacts(canvasElement, { Widget: 'ready', Token: 'valid' });
      await expect(document.getElementById('Microsoft_Omnichannel_LCWidget')).toBeInTheDocument();
    });
  },
};

function Consent({ stage }: { stage: Stage }): ReactNode {
  const [hasConsent, setConsent] = useState(false);
  const src = new URL(`${import.meta.env.BASE_URL}no-widget.js`, document.baseURI).href;
  const script = { appId: stage.id, orgId: 'org', orgUrl: 'https://org.example', src };
  return (
    <Shop stage={stage} script={hasConsent ? script : null}>
      {hasConsent ? (
        <LiveChatButton />
      ) : (
        <p>
          The chat keeps cookies.{' '}
          <button type="button" className="shop-button" onClick={() => setConsent(true)}>
            Allow the chat
          </button>
        </p>
      )}
    </Shop>
  );
}
