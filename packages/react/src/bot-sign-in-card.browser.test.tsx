import { act, render, screen, within } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import './styles.css';
import { createFakeClient } from './fake-client.fixture.js';
import { BotSignInCard, LiveChatAuthProvider } from './index.js';

const onScreen = { signInId: 's1', status: 'sign-in-required', visibility: 'shown', outcome: { type: 'no-token' } } as const;
const required = { status: 'sign-in-required', signInId: 's1', outcome: { type: 'no-token' }, cards: [onScreen] } as const;

/** Returns the luminance of a computed colour, from 0 (black) to 1 (white). The colour is rgb(0 to 255) or color(srgb 0 to 1). */
function luminance(color: string): number {
  const parts = (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [red = 0, green = 0, blue = 0] = color.startsWith('color') ? parts : parts.map((part) => part / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// A real browser moves the focus when the focused element is removed, and reports it. jsdom does not.
it('keeps the focus in place when the focused button is removed', async () => {
  const client = createFakeClient({ botSso: required });
  const { container } = render(
    <StrictMode>
      <LiveChatAuthProvider client={client}>
        <BotSignInCard onSignIn={() => {}} />
        <button type="button">After</button>
      </LiveChatAuthProvider>
    </StrictMode>,
  );
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Sign in' })).toHaveFocus();

  await act(async () =>
    client.setState({ botSso: { status: 'signed-in', signInId: 's1', cards: [{ ...onScreen, status: 'signed-in' }] } }),
  );
  expect(container.firstElementChild).toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();

  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'After' })).toHaveFocus();
});

it('follows the colour scheme of the page, and the page can set its colours', () => {
  const client = createFakeClient({ botSso: required });
  const background = () => getComputedStyle(screen.getByRole('region')).backgroundColor;
  const text = () => getComputedStyle(screen.getByRole('region')).color;
  const { container } = render(
    <LiveChatAuthProvider client={client}>
      <BotSignInCard onSignIn={() => {}} />
    </LiveChatAuthProvider>,
  );
  container.style.colorScheme = 'light';
  expect(luminance(background())).toBeGreaterThan(0.9);
  expect(luminance(text())).toBeLessThan(0.1);
  container.style.colorScheme = 'dark';
  expect(luminance(background())).toBeLessThan(0.2);
  expect(luminance(text())).toBeGreaterThan(0.9);
  container.style.setProperty('--lcw-auth-surface', 'rgb(1, 2, 3)');
  expect(background()).toBe('rgb(1, 2, 3)');
});

it('stacks its button in a narrow card without overflow', () => {
  const client = createFakeClient({ botSso: required });
  const { container } = render(
    <LiveChatAuthProvider client={client}>
      <BotSignInCard onSignIn={() => {}} messages={{ signInTitle: 'Donaudampfschifffahrtsgesellschaftskapitaenskajuete' }} />
    </LiveChatAuthProvider>,
  );
  const card = screen.getByRole('region');
  for (const width of [700, 360, 240]) {
    container.style.width = `${width}px`;
    expect(card.scrollWidth, `${width} px`).toBeLessThanOrEqual(card.clientWidth);
  }
  expect(screen.getByRole('button').getBoundingClientRect().top).toBeGreaterThan(
    within(card).getByText(/Donau/).getBoundingClientRect().bottom,
  );
});
