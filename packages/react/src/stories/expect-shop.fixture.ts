import { expect, waitFor } from 'storybook/test';

/** Waits until the page shows this state, for example `{ Widget: 'ready', Token: 'valid' }`. */
export async function expectFacts(canvasElement: HTMLElement, facts: Record<string, string>): Promise<void> {
  const shown = () =>
    Object.fromEntries(Object.keys(facts).map((name) => [name, canvasElement.querySelector(`[data-fact="${name}"]`)?.textContent]));
  await waitFor(() => expect(shown()).toEqual(facts));
}
