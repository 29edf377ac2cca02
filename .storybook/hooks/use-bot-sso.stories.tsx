import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent } from 'storybook/test';
import { expectFacts } from '../../packages/react/src/stories/expect-shop.fixture.js';
import { inShop } from '../../packages/react/src/stories/in-shop.fixture.js';
import { anonymous, sendCard } from '../../packages/react/src/stories/send-card.fixture.js';
import { on, stageOf } from '../../packages/react/src/stories/stage.fixture.js';
import { AssistantHint } from './use-bot-sso.js';

const meta = {
  title: 'Hooks/useBotSso',
  // Its page is use-bot-sso.mdx.
  tags: ['!autodocs'],
  ...inShop((signIn) => <AssistantHint signIn={signIn} />),
} satisfies Meta;
export default meta;
type Story = StoryObj<typeof meta>;

/** The bot's card is on screen, and a sign-in completes it. */
export const Live: Story = {
  parameters: on(anonymous),
  play: async ({ canvas, canvasElement, loaded, step }) => {
    const stage = stageOf(loaded);
    await step('the page shows the card', async () => {
      await sendCard(canvasElement, stage);
      await expect(await canvas.findByText('The assistant needs you to sign in.')).toBeVisible();
    });
    await step('the sign-in completes the card', async () => {
      await userEvent.click(canvas.getByRole('button', { name: 'Sign in to continue' }));
      await expect(await canvas.findByText('The assistant knows who you are.')).toBeVisible();
      await expectFacts(canvasElement, { Bot: 'signed-in', 'Sign-in card': 'none open' });
      await expect(stage.botTokenPosts()).toBe(1);
    });
  },
};
