import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the keyboard focus on the page when a sign-in replaces the button that started it.
 * @param container Its first button receives the focus, or else the container itself.
 * @param userId A new value moves the focus.
 * @returns A function to call when the user presses the button. Without that call, the focus does not move.
 */
export function useFocusAfterSignIn(container: RefObject<HTMLElement | null>, userId: string | null | undefined): () => void {
  const isExpected = useRef(false);
  useEffect(() => {
    if (!isExpected.current) return;
    isExpected.current = false;
    // The user may have moved the focus while the popup was open.
    if (document.activeElement !== document.body) return;
    (container.current?.querySelector('button') ?? container.current)?.focus();
  }, [container, userId]);
  return () => void (isExpected.current = true);
}
