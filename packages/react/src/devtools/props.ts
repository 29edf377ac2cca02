import type { LiveChatAuthEvent } from '@lcw-auth/core';

/** A button that the app adds to the devtools, for example one that simulates a fault. */
export interface DevtoolsAction {
  /** The button's label. */
  label: string;
  /** Called when the button is pressed. */
  run: () => unknown;
}

/** Props of `<LiveChatAuthDevtools>`. */
export interface LiveChatAuthDevtoolsProps {
  /** Whether the devtools are rendered. Default: in development builds only. */
  enabled?: boolean | undefined;
  /** Whether the panel is open at first. Default false. */
  initiallyOpen?: boolean | undefined;
  /** Further buttons. */
  actions?: readonly DevtoolsAction[] | undefined;
  /** The events of the client's `onEvent`, oldest first. Needed only for a client that was created outside React. */
  events?: readonly LiveChatAuthEvent[] | undefined;
  /** The nonce of the page's Content-Security-Policy, for the panel's style element. */
  nonce?: string | undefined;
}
