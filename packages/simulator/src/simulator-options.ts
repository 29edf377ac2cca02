import type { Bot } from './bot/bot.js';
import type { BotTokenService } from './bot/bot-token-service.js';
import type { FaultBoard } from './faults/fault-board.js';
import type { QueueAvailability } from './omnichannel/agent-availability.js';
import type { ChatAuthenticationSetting } from './omnichannel/chat-authentication-setting.js';
import type { CaseRecord, CustomerRecord } from './omnichannel/customers.js';
import type { Omnichannel } from './omnichannel/omnichannel.js';
import type { ValidationMode } from './omnichannel/validation.js';
import type { Workstream } from './omnichannel/workstream.js';
import type { ScriptLayer } from './widget/auth-token-v2.js';
import type { BotAuthConfig, CardTiming } from './widget/card-decision.js';
import type { Remember } from './widget/conversation-memory.js';

/** Options of `createLiveChatSimulator`. */
export interface LiveChatSimulatorOptions {
  /** 'v1' is the iframe era, 'v2' the current one. A bare `v1` or `v2` on the script tag wins. Default 'v2'. */
  generation?: 'v1' | 'v2';
  /**
   * The widget's chat authentication setting. Without one the widget requests no token, and Authenticated is No.
   * A v2 widget requests none either when the setting names no JavaScript client function: see `scriptLayer`.
   */
  setting?: ChatAuthenticationSetting | null;
  /** The workstream behind the widget. Without one any context variable is accepted and there is one queue. */
  workstream?: Workstream;
  /** The contacts that a token's `sub` may name. Default: any GUID is a contact's. */
  contacts?: readonly CustomerRecord[];
  accounts?: readonly CustomerRecord[];
  cases?: readonly CaseRecord[];
  /** Milliseconds from `install()` to `lcw:ready`, or 'never'. Default 0 (a timer's turn); `ready()` is at once. */
  readyAfter?: number | 'never';
  /**
   * 'page': waits for the page's own script tag and fires its load event; in a browser, give that tag a src that loads nothing.
   * Default 'simulated': adds a tag where there is none.
   */
  scriptTag?: 'page' | 'simulated';
  /** True when sign-in is optional (mid-auth): a chat without a token is anonymous and no error. Default false. */
  signInOptional?: boolean | undefined;
  /**
   * True for a persistent chat: a customer's conversation is continued by the next `startChat` and ends only by the SDK's
   * `closeChat` (v2), by the agent or by Omnichannel. It needs a signed-in customer. Default false.
   */
  persistentChat?: boolean;
  /** When a v2 widget requires a token. Default 'strict', as in the source of Microsoft's widget. */
  scriptLayer?: ScriptLayer;
  /** Milliseconds that an auth token provider has. Default 10,000, as documented. */
  tokenTimeLimit?: number;
  /** How the script layer passes bot providers' answers on. Default 'documented'. */
  cardTiming?: CardTiming;
  /** The page's setting of how long the widget waits for the bot provider. Default: 3 requests, 1,000 ms apart, then the card shows. */
  botAuthConfig?: BotAuthConfig;
  /**
   * Operating hours and staff behind the widget, for `getAgentAvailability()`. `setAvailability` changes it later.
   * Default: always open and available. With `omnichannel`, use the workstream's `queueAvailability` instead.
   */
  availability?: QueueAvailability;
  /** Milliseconds for which the widget keeps an answer of `getAgentAvailability()`. Default 120,000, as documented. */
  availabilityCacheTime?: number;
  /** The current time of Omnichannel in milliseconds since the epoch, e.g. for operating hours. Default: Date.now. */
  clock?: () => number;
  /**
   * How strictly Omnichannel checks tokens. Default 'strict', as Microsoft's documents say. 'lenient' also accepts what portals are
   * known to run with: context values as objects, unknown variables, other public key algorithms, missing `iss` or `iat`.
   */
  validation?: ValidationMode;
  /** Seconds by which Omnichannel lets clocks differ. Not documented. Default 0. */
  clockTolerance?: number;
  /** Milliseconds for which Omnichannel keeps a public key document. Not documented. Default 0: fetched each time. */
  keyCacheTime?: number;
  /** Characters that Omnichannel takes of a token. Not documented. Default: no limit. */
  maxTokenLength?: number;
  /** How the public key URL is fetched. Default: the global fetch. */
  fetch?: (request: Request) => Promise<Response>;
  /** An Omnichannel made elsewhere (`createOmnichannel`, `remoteOmnichannel`), in place of all that concerns records above. */
  omnichannel?: Omnichannel;
  /** Which of that Omnichannel's widgets this is: the script tag's data-app-id. Default 'simulated-widget'. */
  widgetId?: string;
  /** How far a chat outlives its page. Default: 'tabs' with an Omnichannel of its own making, else 'nothing'. */
  remember?: Remember;
  /** Answers customers. Not with `omnichannel`, which has its own. */
  bot?: Bot;
  /** Where the bot's cards have their tokens posted. Without one, cards carry URLs that nobody serves. */
  botTokenService?: BotTokenService;
  /** Faults to play: see `scenarios`. */
  faults?: FaultBoard;
  /** The page. Default: the global window. Timers and dates are the global ones, so fake time works. */
  window?: Window;
}
