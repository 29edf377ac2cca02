'use client';
import { useInsertionEffect, useRef } from 'react';

/** Returns a ref to the newest value. It is written before any layout effect can read it, and never during render. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
