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
  /** 'v1' is the iframe generation, 'v2' the current one. A bare attribute `v1` or `v2` on the script tag has priority. Default 'v2'. */
  generation?: 'v1' | 'v2' | undefined;
  /**
   * The widget's chat authentication setting. Without one the widget requests no token, and Authenticated is No.
   * A v2 widget also requests no token when the setting names no JavaScript client function: see `scriptLayer`.
   */
  setting?: ChatAuthenticationSetting | null | undefined;
  /** The workstream behind the widget. Without one any context variable is accepted and there is one queue. */
  workstream?: Workstream | undefined;
  /** The contacts to which a conversation may be linked. Default: any GUID in `sub` is the GUID of a contact. */
  contacts?: readonly CustomerRecord[] | undefined;
  /** The accounts to which a conversation may be linked. Default: none. */
  accounts?: readonly CustomerRecord[] | undefined;
  /** The cases to which a conversation may be linked. Default: none. */
  cases?: readonly CaseRecord[] | undefined;
  /** Milliseconds from `install()` to `lcw:ready`, or 'never'. Default 0, which is one timer turn. `ready()` raises it immediately. */
  readyAfter?: number | 'never' | undefined;
  /**
   * 'page': waits for the page's own script tag and fires its load event. In a browser, give that tag a src that loads nothing.
   * Default 'simulated': adds a tag to a page that has none.
   */
  scriptTag?: 'page' | 'simulated' | undefined;
  /** True when sign-in is optional (mid-auth): a chat without a token is anonymous and raises no error. Default false. */
  signInOptional?: boolean | undefined;
  /**
   * True for a persistent chat. The next `startChat` continues the customer's conversation. Only the SDK's `closeChat` (v2), the
   * agent or Omnichannel can end it. A persistent chat needs a signed-in customer. Default false.
   */
  persistentChat?: boolean | undefined;
  /** When a v2 widget requires a token. Default 'strict', as in the source of Microsoft's widget. */
  scriptLayer?: ScriptLayer | undefined;
  /** Milliseconds within which an auth token provider has to answer. Default 10,000, as documented. */
  tokenTimeLimit?: number | undefined;
  /** How the script layer passes the bot provider's answers on. Default 'documented'. */
  cardTiming?: CardTiming | undefined;
  /** The page's setting of how long the widget waits for the bot provider. Default: 3 requests, 1,000 ms apart, then the card shows. */
  botAuthConfig?: BotAuthConfig | undefined;
  /**
   * Operating hours and staff behind the widget, for `getAgentAvailability()`. `setAvailability` changes it later.
   * Default: always open and available. With `omnichannel`, use the workstream's `queueAvailability` instead.
   */
  availability?: QueueAvailability | undefined;
  /** Milliseconds for which the widget keeps an answer of `getAgentAvailability()`. Default 120,000, as documented. */
  availabilityCacheTime?: number | undefined;
  /** The current time of Omnichannel in milliseconds since the epoch, e.g. for operating hours. Default: Date.now. */
  clock?: (() => number) | undefined;
  /**
   * How strictly Omnichannel checks tokens. Default 'strict', as Microsoft's documents say. 'lenient' also accepts tokens that
   * real portals use: context values as objects, unknown variables, other public key algorithms, missing `iss` or `iat`.
   */
  validation?: ValidationMode | undefined;
  /** Seconds by which the portal's clock may differ from Omnichannel's. Microsoft does not document it. Default 0. */
  clockTolerance?: number | undefined;
  /** Milliseconds for which Omnichannel keeps a public key document. Microsoft does not document it. Default 0: it is fetched each time. */
  keyCacheTime?: number | undefined;
  /** Maximum length in characters of a token that Omnichannel accepts. Microsoft does not document it. Default: no limit. */
  maxTokenLength?: number | undefined;
  /** Fetches the public key URL. Default: the global fetch. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** An existing Omnichannel (`createOmnichannel`, `remoteOmnichannel`). The options about records above then have no effect. */
  omnichannel?: Omnichannel | undefined;
  /** The id of this widget's record in that Omnichannel: the script tag's data-app-id. Default 'simulated-widget'. */
  widgetId?: string | undefined;
  /** How long the browser remembers a chat. Default: 'tabs' with the option `omnichannel`, else 'nothing'. */
  remember?: Remember | undefined;
  /** Answers customers. Has no effect together with `omnichannel`, which has its own bot. */
  bot?: Bot | undefined;
  /** The service to which tokens for the bot's cards are posted. Without it, no service responds at the URLs of cards. */
  botTokenService?: BotTokenService | undefined;
  /** Faults to simulate: see `scenarios`. */
  faults?: FaultBoard | undefined;
  /** The page's window. Default: the global window. Timers and dates are always the global ones, so that fake timers work. */
  window?: Window | undefined;
}
