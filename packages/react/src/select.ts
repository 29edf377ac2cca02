import type { LiveChatAuthState } from '@lcw-auth/core';

/** Selects once per state and selector, and keeps the value before where the new one is equal. */
type Select<Selected> = (
  state: LiveChatAuthState,
  selector: (state: LiveChatAuthState) => Selected,
  isEqual: (a: Selected, b: Selected) => boolean,
) => Selected;

export function createSelect<Selected>(): Select<Selected> {
  let last: { state: LiveChatAuthState; selector: unknown; value: Selected } | undefined;
  return (state, selector, isEqual) => {
    if (last?.state !== state || last.selector !== selector) {
      const value = selector(state);
      last = { state, selector, value: last && isEqual(last.value, value) ? last.value : value };
    }
    return last.value;
  };
}
