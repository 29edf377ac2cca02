import type { LiveChatAuthClient } from '@lcw-auth/core';
import { readAgentAvailability, type AgentAvailability } from './agent-availability.js';

/** Time that the widget has to answer, in milliseconds. It may have to request a token first. */
const answerTimeout = 15_000;

/**
 * Requests the availability of agents from the widget, when the widget is ready.
 * The current widget (v2) returns the answer. The older widget (v1) only raises an event.
 * @throws LiveChatAuthError when the widget is unavailable; Error when it does not answer; the signal's reason.
 */
export async function requestAgentAvailability(client: LiveChatAuthClient, signal: AbortSignal): Promise<AgentAvailability> {
  const sdk = await client.whenReady({ signal });
  const page = client.getOptions().window ?? window;
  const listening = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      function receive(answer: unknown): boolean {
        const availability = readAgentAvailability(answer);
        if (availability) resolve(availability);
        return availability !== null;
      }
      const fail = () => reject(new Error(noAnswer));
      page.addEventListener('lcw:getAgentAvailability', (event) => receive((event as CustomEvent<unknown>).detail), listening);
      signal.addEventListener('abort', () => reject(signal.reason as Error), listening);
      timer = setTimeout(fail, answerTimeout);
      const returned = sdk.getAgentAvailability?.();
      if (returned instanceof Promise) returned.then((answer) => receive(answer) || fail(), reject);
    });
  } finally {
    clearTimeout(timer);
    listening.abort();
  }
}

const noAnswer =
  'The widget did not return the availability of agents. It does not answer while a chat is open, and at most 100 times per minute.';
