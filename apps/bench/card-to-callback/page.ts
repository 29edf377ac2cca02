import { createLiveChatAuth, type BotAuthTokenProvider, type WidgetSdk, type WidgetWindow } from '@lcw-auth/core';

/** The state of the bot token when a card arrives. */
export type TokenAtHand = 'warm' | 'cold';

interface Measurement {
  tokenEndpoint: string;
  /** Host and port of the bot token service. */
  serviceHost: string;
  /** Milliseconds that the service takes for a POST. */
  serviceTakes: number;
  rounds: number;
}

const page = window as WidgetWindow;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let lastCard = 0;
/** A card's URL. It is new each time, so that each card needs a CORS preflight, as in production. */
function botTokenUrl({ serviceHost, serviceTakes }: Measurement): string {
  lastCard += 1;
  const expiry = Math.floor(Date.now() / 1000) + 60;
  return `http://${serviceHost}/api/sas/postToken?state=card-${lastCard}-${Date.now()}&expiry=${expiry}&takes=${serviceTakes}`;
}

const fetchToken = async (tokenEndpoint: string, signal?: AbortSignal) =>
  (await fetch(tokenEndpoint, { cache: 'no-store', ...(signal && { signal }) })).text();

/** The time from the widget's call of the bot provider to the callback, in milliseconds, and the decision. */
interface Decision {
  took: number;
  show: boolean;
}

/** Sends cards one after the other. Resolves to the decision about each. */
async function measure(atHand: TokenAtHand, measurement: Measurement): Promise<Decision[]> {
  const provider = await connect(atHand, measurement);
  const decisions: Decision[] = [];
  for (let round = -2; round < measurement.rounds; round += 1) {
    await pause(20);
    const start = performance.now();
    const decision = await new Promise<Decision>((resolve) => {
      void provider(botTokenUrl(measurement), ({ show }) => resolve({ show, took: performance.now() - start }));
    });
    // The first two cards open connections and are not counted.
    if (round >= 0) decisions.push(decision);
  }
  return decisions;
}

/** Connects a client to an SDK that only records calls. With a warm token, starts the chat and waits for the token. */
async function connect(atHand: TokenAtHand, { tokenEndpoint, serviceHost }: Measurement): Promise<BotAuthTokenProvider> {
  let provider: BotAuthTokenProvider | undefined;
  const sdk: WidgetSdk = {
    setAuthTokenProvider: () => {},
    setBotAuthTokenProvider: (next) => (provider = next),
    startChat: () => {},
    closeChat: () => {},
  };
  page.Microsoft = { Omnichannel: { LiveChatWidget: { SDK: sdk } } };
  createLiveChatAuth({
    userId: 'bert',
    getAuthToken: () => Promise.resolve(null),
    botSso: {
      allowedHosts: [serviceHost],
      async getToken({ signal }) {
        const token = await fetchToken(tokenEndpoint, signal);
        // A warm token stays valid for the next cards. A cold token expires immediately.
        return { token, expiresAt: Date.now() + (atHand === 'warm' ? 3_600_000 : 0) };
      },
    },
  }).connect();
  window.dispatchEvent(new Event('lcw:ready'));
  if (atHand === 'warm') {
    window.dispatchEvent(new Event('lcw:startChat'));
    await pause(1000);
  }
  if (!provider) throw new Error('no bot provider was registered');
  return provider;
}

/** Measures only the POST, without a library and with a token that the page already holds. This is the shortest possible time. */
async function measureBarePost(measurement: Measurement): Promise<Decision[]> {
  const token = await fetchToken(measurement.tokenEndpoint);
  const decisions: Decision[] = [];
  for (let round = -2; round < measurement.rounds; round += 1) {
    await pause(20);
    const start = performance.now();
    await fetch(botTokenUrl(measurement), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      redirect: 'error',
    });
    if (round >= 0) decisions.push({ took: performance.now() - start, show: false });
  }
  return decisions;
}

const cardToCallback = { measure, measureBarePost };
declare global {
  interface Window {
    cardToCallback: typeof cardToCallback;
  }
}
window.cardToCallback = cardToCallback;
