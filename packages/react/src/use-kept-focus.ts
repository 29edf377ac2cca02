'use client';
import { useEffect, useRef, type RefObject } from 'react';

/** Moves the focus to the region when the focused element inside it is removed. Otherwise it falls back to the top of the page. */
export function useKeptFocus(region: RefObject<HTMLElement | null>): { onFocus: () => void; onBlur: () => void } {
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && !region.current?.contains(document.activeElement)) region.current?.focus();
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    // React reports no blur when it removes the focused element itself.
    onBlur: () => {
      isInside.current = false;
    },
  };
}
