import type { Meta, StoryObj } from '@storybook/react-vite';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { expect } from 'storybook/test';
import { LiveChatButton } from '../index.js';
import { useAgentAvailability } from '../query.js';
import { Shop } from '../stories/shop.fixture.js';
import { on, onStage, stageOf, type Stage } from '../stories/stage.fixture.js';

/** `useAgentAvailability()` of `@lcw-auth/react/query`: the page shows its chat button only while agents are available. */
const meta = {
  title: 'Hooks/useAgentAvailability',
  ...onStage,
  render: (_, { loaded }) => <Page key={stageOf(loaded).id} stage={stageOf(loaded)} />,
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

function Page({ stage }: { stage: Stage }): ReactNode {
  const [queryClient] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queryClient}>
      <Shop stage={stage}>
        <ChatEntry />
      </Shop>
    </QueryClientProvider>
  );
}

function ChatEntry(): ReactNode {
  const { data, status } = useAgentAvailability();
  if (!data) return <p>{status === 'pending' ? 'Looking for agents…' : 'The chat is not available right now.'}</p>;
  if (data.isAgentAvailable) return <LiveChatButton>Chat with us (place {data.positionInQueue ?? 0} in the queue)</LiveChatButton>;
  return <p>{data.isQueueAvailable ? 'All agents are busy. Please call 555-0100.' : 'The chat is closed. Please call 555-0100.'}</p>;
}

/** Agents are available. */
export const Available: Story = {
  parameters: on({ simulator: { availability: { waitingCustomers: 2 } } }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('button', { name: 'Chat with us (place 3 in the queue)' })).toBeVisible();
  },
};

/** All agents are busy, and no bot takes the chat. */
export const Busy: Story = {
  parameters: on({ simulator: { bot: undefined, availability: { agents: 'busy' } } }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('All agents are busy. Please call 555-0100.')).toBeVisible();
  },
};

/** Outside the operating hours. */
export const Closed: Story = {
  parameters: on({ simulator: { availability: { operatingHours: { timeZone: 'Etc/UTC', periods: [] } } } }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('The chat is closed. Please call 555-0100.')).toBeVisible();
  },
};

/** The widget is not ready yet. */
export const Pending: Story = {
  parameters: on({ simulator: { readyAfter: 'never' } }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Looking for agents…')).toBeVisible();
  },
};
