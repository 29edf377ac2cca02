import { fetchAuthToken, type LiveChatAuthEvent, type LiveChatAuthOptions } from '@lcw-auth/core';
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

/** What a story wants of its page. */
export interface StageOptions {
  /** Who is signed in at first. Default 'ann'. */
  userId?: Customer | null;
  /** Changes to the provider's options. */
  provider?: Partial<LiveChatAuthOptions>;
  simulator?: LiveChatSimulatorOptions;
  faults?: Faults;
  /** The named route, on both sides: in the chat authentication setting and in the page. */
  clientFunction?: string;
  /** Seconds for which the portal's tokens are valid. Default 900. */
  tokenLifetime?: number;
  /** Seconds for which a card's bot token URL is valid. Default 60. */
  botTokenLifetime?: number;
}

/** The customers of the shop and their contacts in Dynamics. */
export const contacts = { ann: '11111111-1111-4111-8111-111111111111', bob: '22222222-2222-4222-8222-222222222222' };
export type Customer = keyof typeof contacts;

/** A page of the shop: the simulated widget, the portal's endpoints behind MSW, and who is signed in. */
export interface Stage {
  /** New for each rendering of a story. */
  id: string;
  simulator: LiveChatSimulator;
  issuer: TestIssuer;
  botTokens: BotTokenService;
  faults: FaultBoard;
  /** How often the token endpoint was asked. */
  tokenRequests(): number;
  /** How often a token was posted for a card. */
  botTokenPosts(): number;
  events: LiveChatAuthEvent[];
  /** Who is signed in to the portal's server. */
  signedIn(): Customer | null;
  /** Signs in or out on the server; the page is told on its own. */
  signIn(customer: Customer | null): void;
  options: LiveChatAuthOptions;
  tokenLifetime: number;
  /** The widget gets ready as soon as the page has mounted, unless the story wants it otherwise. */
  isReadyOnMount: boolean;
  theme: StoryGlobals['theme'];
}

// A busy machine takes its time.
configure({ asyncUtilTimeout: 15_000 });

let issuer: Promise<TestIssuer> | undefined;

async function createStage(wishes: StageOptions, globals: StoryGlobals): Promise<Stage> {
  const { userId = 'ann', provider, clientFunction, simulator: changes, faults: own, tokenLifetime = 900, botTokenLifetime = 60 } = wishes;
  const played = scenarios.find(({ id }) => id === globals.fault)?.faults;
  const faults = createFaultBoard({ ...played, ...own });
  const botTokens = botTokenService({ faults, lifetime: botTokenLifetime });
  const known = await (issuer ??= createTestIssuer());
  let signedIn = userId;
  const events: LiveChatAuthEvent[] = [];
  const id = crypto.randomUUID();
  return {
    id,
    issuer: known,
    simulator: createLiveChatSimulator({
      generation: globals.generation,
      setting: known.setting(clientFunction === undefined ? {} : { javascriptClientFunction: clientFunction }),
      widgetId: id,
      botTokenService: botTokens,
      faults,
      readyAfter: 'never',
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
      botSso: { getToken: async () => (signedIn === null ? null : `a bot token of ${signedIn}`) },
      clientFunction,
      ...provider,
      onEvent: (event) => events.push(event),
    },
    tokenLifetime,
    isReadyOnMount: changes?.readyAfter === undefined && !faults.get().widget,
    theme: globals.theme,
  };
}

const posts = new Map<string, number>();

/** What every story on the stage shares. A story's own wishes are its `parameters.stage`. */
export const onStage = {
  parameters: {
    // A widget needs a page of its own: in the docs each story is in a frame.
    docs: { story: { inline: false, iframeHeight: 620 } },
    layout: 'fullscreen',
  },
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
    // Each story is a page of its own, without a script tag and on which `lcw:ready` has not been.
    document.getElementById('Microsoft_Omnichannel_LCWidget')?.remove();
    Reflect.deleteProperty(window, Symbol.for('lcw-auth.ready'));
    return simulator.install();
  },
  // The check of contrast comes after this, and must not look into the middle of an animation.
  afterEach: async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const widget = document.querySelector('[data-lcw-widget-ui]')?.shadowRoot;
    const running = [document, widget]
      .flatMap((tree) => tree?.getAnimations() ?? [])
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.allSettled(running.map(({ finished }) => finished));
  },
} satisfies Partial<Meta>;

/** A story's parameters for a stage as it wants it. */
export const on = (stage: StageOptions) => ({ ...onStage.parameters, stage });

/** The story's stage, in `render` and `play`. */
export const stageOf = (loaded: Record<string, unknown>): Stage => loaded['stage'] as Stage;

/** Draws the simulated widget into the page; returns what takes it off again. */
export function drawWidget({ simulator, theme }: Stage, onSignIn: () => void): () => void {
  return mountWidgetUi(simulator, document.body, { colorScheme: theme, onSignInClick: onSignIn });
}
