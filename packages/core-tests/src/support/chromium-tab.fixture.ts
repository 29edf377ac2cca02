// The page that tabs-in-chromium.test.ts opens several times: the library and the simulated widget, on a real browser.
import { createLiveChatSimulator, type SignInCardResult } from '@lcw-auth/simulator';
import { createLiveChatAuth, type BotSsoState } from '@lcw-auth/core';

export interface ChromiumTabOptions {
  generation: 'v1' | 'v2';
  userId: string | null;
  allowedHosts: string[];
}

/** What the test calls in the page. */
export interface ChromiumTab {
  open(options: ChromiumTabOptions): Promise<void>;
  card(signInId: string, sasUrl: string): Promise<SignInCardResult>;
  state(): BotSsoState;
  signIn(userId: string): void;
}

let auth: ReturnType<typeof createLiveChatAuth>;
let simulator: ReturnType<typeof createLiveChatSimulator>;

/** The widget and the client wait for a minute, so that an exchange decides and not the speed of the machine. */
const retries = 61;

const tab: ChromiumTab = {
  async open({ generation, userId, allowedHosts }) {
    simulator = createLiveChatSimulator({ generation, cardTiming: 'silent-wait', botAuthConfig: { fetchBotAuthConfigRetries: retries } });
    simulator.install();
    auth = createLiveChatAuth({
      userId,
      getAuthToken: () => Promise.resolve(null),
      botSso: {
        allowedHosts,
        getToken: (request) => Promise.resolve(request.userId && 'bot-token'),
        timeout: 60_000,
        widgetWait: { retries, interval: 1_000, fallbackShow: true },
      },
    });
    auth.connect();
    simulator.ready();
    await simulator.startChat();
  },
  card: (signInId, sasUrl) => simulator.sendSignInCard({ signInId, sasUrl }),
  state: () => auth.getState().botSso,
  signIn: (userId) => auth.setOptions({ userId }),
};
Object.assign(window, { tab });
