import { act, render, screen } from '@testing-library/react';
import { StrictMode } from 'react';
import { expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import './styles.css';
import { createFakeClient } from './fake-client.fixture.js';
import { BotSignInCard, LiveChatAuthProvider } from './index.js';

const onScreen = { signInId: 's1', status: 'sign-in-required', visibility: 'shown', outcome: { type: 'no-token' } } as const;
const required = { status: 'sign-in-required', signInId: 's1', outcome: { type: 'no-token' }, cards: [onScreen] } as const;

// A real browser moves the focus, and says so, as jsdom does not when the focused element goes.
it('keeps the focus where it was when the focused button goes', async () => {
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

it('is light or dark as the page is, and a page can set its colours', () => {
  const client = createFakeClient({ botSso: required });
  const background = () => getComputedStyle(screen.getByRole('region')).backgroundColor;
  const { container } = render(
    <LiveChatAuthProvider client={client}>
      <BotSignInCard onSignIn={() => {}} />
    </LiveChatAuthProvider>,
  );
  container.style.colorScheme = 'light';
  expect(background()).toBe('rgb(255, 255, 255)');
  container.style.colorScheme = 'dark';
  expect(background()).toBe('rgb(31, 36, 48)');
  container.style.setProperty('--lcw-auth-surface', 'rgb(1, 2, 3)');
  expect(background()).toBe('rgb(1, 2, 3)');
});

it('does not count on the width: a narrow card stacks its button, and nothing sticks out', () => {
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
  expect(screen.getByRole('button').getBoundingClientRect().top).toBeGreaterThan(screen.getByText(/Donau/).getBoundingClientRect().bottom);
});
