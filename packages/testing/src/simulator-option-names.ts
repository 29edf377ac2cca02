import type { LiveChatSimulatorOptions } from '@lcw-auth/simulator';

// A record, so that the compiler reports an option that is missing here. signInOptional and window are options of the provider too.
const names: Record<Exclude<keyof LiveChatSimulatorOptions, 'signInOptional' | 'window'>, true> = {
  generation: true,
  setting: true,
  workstream: true,
  contacts: true,
  accounts: true,
  cases: true,
  readyAfter: true,
  scriptTag: true,
  persistentChat: true,
  scriptLayer: true,
  tokenTimeLimit: true,
  cardTiming: true,
  botAuthConfig: true,
  availability: true,
  availabilityCacheTime: true,
  clock: true,
  validation: true,
  clockTolerance: true,
  keyCacheTime: true,
  maxTokenLength: true,
  fetch: true,
  omnichannel: true,
  widgetId: true,
  remember: true,
  bot: true,
  botTokenService: true,
  faults: true,
};

/** Removes the simulator's options, so that the provider receives its own. */
export function withoutSimulatorOptions<Options extends object>(options: Options): Omit<Options, keyof typeof names> {
  const own = Object.entries(options).filter(([name]) => !Object.hasOwn(names, name));
  return Object.fromEntries(own) as Omit<Options, keyof typeof names>;
}
