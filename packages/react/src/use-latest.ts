'use client';
import { useInsertionEffect, useRef } from 'react';

/** A ref to the newest value: written before any layout effect can read it, never during render. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
