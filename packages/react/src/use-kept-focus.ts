'use client';
import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the focus in the region when the focused part of it goes: it would fall back to the top of the page. */
export function useKeptFocus(region: RefObject<HTMLElement | null>): { onFocus: () => void; onBlur: () => void } {
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && !region.current?.contains(document.activeElement)) region.current?.focus();
  });
  return {
    onFocus: () => {
      isInside.current = true;
    },
    // React tells of no blur that its own removal of the element causes.
    onBlur: () => {
      isInside.current = false;
    },
  };
}
