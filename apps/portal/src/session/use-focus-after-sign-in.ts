import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the keyboard focus on the page when a sign-in replaces the button that started it. */
export interface FocusAfterSignIn<Target extends HTMLElement> {
  /** The element that contains what receives the focus: its first button, or else itself. */
  ref: RefObject<Target | null>;
  /** Call it when the user presses the button. */
  expect(): void;
}

/** @param userId A new value moves the focus, if `expect` was called before. */
export function useFocusAfterSignIn<Target extends HTMLElement>(userId: string | null | undefined): FocusAfterSignIn<Target> {
  const ref = useRef<Target>(null);
  const isExpected = useRef(false);
  useEffect(() => {
    if (!isExpected.current) return;
    isExpected.current = false;
    // The user may have moved on while the popup was open.
    if (document.activeElement !== document.body) return;
    (ref.current?.querySelector('button') ?? ref.current)?.focus();
  }, [userId]);
  return { ref, expect: () => void (isExpected.current = true) };
}
