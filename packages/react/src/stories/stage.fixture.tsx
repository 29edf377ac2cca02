import { fetchAuthToken, type BotSsoOptions, type LiveChatAuthEvent, type LiveChatAuthOptions } from '@lcw-auth/core';
import {
  botTokenService,
  createFaultBoard,
  createLiveChatSimulator,
  createTestIssuer,
  mountWidgetUi,
  scenarios,
  type BotTokenService,
  type FaultBoard,
  type Faults,
  type LiveChatSimulator,
  type LiveChatSimulatorOptions,
  type TestIssuer,
} from '@lcw-auth/simulator';
import { handlers } from '@lcw-auth/simulator/msw';
import type { Meta } from '@storybook/react-vite';
import { configure } from 'storybook/test';
import type { StoryGlobals } from '../../../../.storybook/globals.js';

/** Options of a story's page. */
export interface StageOptions {
  /** The customer that is signed in at first; null for none. Default 'ann'. */
  userId?: Customer | null;
  /** Changes to the provider's options. */
  provider?: Partial<LiveChatAuthOptions>;
  /** Changes to the provider's `botSso`. */
  botSso?: Partial<BotSsoOptions>;
  simulator?: LiveChatSimulatorOptions;
  faults?: Faults;
  /** The client function that the page and the chat authentication setting name. Default: the library's default. */
  clientFunction?: string;
  /** Seconds for which the portal's tokens are valid. Default 900. */
  tokenLifetime?: number;
  /** Seconds for which a card's bot token URL is valid. Default 60. */
  botTokenLifetime?: number;
}

/** The customers of the shop and their contacts in Dynamics. */
export const contacts = { ann: '11111111-1111-4111-8111-111111111111', bob: '22222222-2222-4222-8222-222222222222' };
export type Customer = keyof typeof contacts;

/** A page of the shop: the simulated widget, the portal's endpoints in MSW, and the signed-in customer. */
export interface Stage {
  /** New for each rendering of a story. */
  id: string;
  simulator: LiveChatSimulator;
  issuer: TestIssuer;
  botTokens: BotTokenService;
  faults: FaultBoard;
  /** Number of requests to the token endpoint. */
  tokenRequests(): number;
  /** Number of tokens posted for cards. */
  botTokenPosts(): number;
  events: LiveChatAuthEvent[];
  /** The customer that is signed in on the portal's server. */
  signedIn(): Customer | null;
  /** Signs in or out on the server only. Change the page's user separately. */
  signIn(customer: Customer | null): void;
  options: LiveChatAuthOptions;
  tokenLifetime: number;
  /** True when the widget becomes ready as soon as the page has mounted. */
  isReadyOnMount: boolean;
  theme: StoryGlobals['theme'];
}

// A busy machine needs more than the default second.
configure({ asyncUtilTimeout: 15_000 });

let issuer: Promise<TestIssuer> | undefined;

async function createStage(options: StageOptions, globals: StoryGlobals): Promise<Stage> {
  const {
    userId = 'ann',
    provider,
    botSso,
    clientFunction,
    simulator: changes,
    faults: own,
    tokenLifetime = 900,
    botTokenLifetime = 60,
  } = options;
  const played = scenarios.find(({ id }) => id === globals.fault)?.faults;
  const faults = createFaultBoard({ ...played, ...own });
  const botTokens = botTokenService({ faults, lifetime: botTokenLifetime });
  const known = await (issuer ??= createTestIssuer());
  let signedIn = userId;
  const events: LiveChatAuthEvent[] = [];
  const id = crypto.randomUUID();
  const { readyAfter, script } = faults.get().widget ?? {};
  return {
    id,
    issuer: known,
    simulator: createLiveChatSimulator({
      generation: globals.generation,
      setting: known.setting({ javascriptClientFunction: clientFunction ?? 'auth.getAuthenticationToken' }),
      widgetId: id,
      botTokenService: botTokens,
      faults,
      readyAfter: 'never',
      bot: { onStart: (chat) => chat.say('Hello! How can I help you?') },
      ...changes,
    }),
    botTokens,
    faults,
    events,
    signedIn: () => signedIn,
    signIn: (customer) => {
      signedIn = customer;
    },
    tokenRequests: () => events.filter(({ type }) => type === 'token-fetched' || type === 'token-failed').length,
    botTokenPosts: () => posts.get(id) ?? 0,
    options: {
      userId,
      getAuthToken: fetchAuthToken('/auth/token'),
      botSso: { getToken: async () => (signedIn === null ? null : `a bot token of ${signedIn}`), ...botSso },
      clientFunction,
      ...provider,
      onEvent: (event) => events.push(event),
    },
    tokenLifetime,
    isReadyOnMount: changes?.readyAfter === undefined && readyAfter === undefined && script === undefined,
    theme: globals.theme,
  };
}

const posts = new Map<string, number>();

/** Functions that every story on the stage shares. A story's own options are its `parameters.stage`. */
export const onStage = {
  loaders: [async ({ parameters, globals }) => ({ stage: await createStage((parameters['stage'] ?? {}) as StageOptions, globals) })],
  beforeEach: ({ loaded, msw }) => {
    const { id, simulator, issuer, botTokens, faults, signedIn, tokenLifetime } = stageOf(loaded);
    const counted: BotTokenService = {
      ...botTokens,
      fetch: (request) => {
        if (request.method === 'POST') posts.set(id, (posts.get(id) ?? 0) + 1);
        return botTokens.fetch(request);
      },
    };
    msw.use(
      ...handlers({
        issuer,
        faults,
        botTokenService: counted,
        getUser: () => {
          const customer = signedIn();
          return customer && { sub: contacts[customer], exp: Math.floor(Date.now() / 1000) + tokenLifetime };
        },
      }),
    );
    // Each story is a separate page, without a script tag and before `lcw:ready`.
    document.getElementById('Microsoft_Omnichannel_LCWidget')?.remove();
    Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
    return simulator.install();
  },
  // The check of contrast runs afterwards, and must not see the middle of an animation.
  afterEach: async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const widget = document.querySelector('[data-lcw-widget-ui]')?.shadowRoot;
    // An open chat covers all of a phone's page, which the story is about.
    if (innerWidth < 480) widget?.querySelector<HTMLButtonElement>('[aria-label="Minimise chat"]')?.click();
    const running = [document, widget]
      .flatMap((tree) => tree?.getAnimations() ?? [])
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(running.map(({ finished }) => finished));
  },
} satisfies Partial<Meta>;

/** Returns the parameters of a story with these options. */
export const on = (stage: StageOptions) => ({ stage });

/** Returns the story's stage, in `render` and `play`. */
export const stageOf = (loaded: Record<string, unknown>): Stage => loaded['stage'] as Stage;

/** Draws the simulated widget into the page. Returns a function that removes it. */
export function drawWidget({ simulator, theme }: Stage, onSignIn: () => void): () => void {
  return mountWidgetUi(simulator, document.body, { colorScheme: theme, onSignInClick: onSignIn });
}
