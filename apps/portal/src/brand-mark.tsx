import type { ReactNode } from 'react';

/** A cup with steam. */
export function BrandMark(): ReactNode {
  return (
    <svg
      className="brand-mark"
      viewBox="0 0 40 40"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M8 16h20v9a8 8 0 0 1-8 8h-4a8 8 0 0 1-8-8zM28 18h2a4.5 4.5 0 0 1 0 9h-2M14 11c0-3 3-3 3-6M21 11c0-3 3-3 3-6" />
    </svg>
  );
}
