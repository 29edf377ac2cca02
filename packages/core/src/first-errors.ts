import type { WidgetErrorCode } from './widget.js';

/** What is said of one code: [message, hint, retryable, widget error code]. A message names whose side it is on. */
export type ErrorRow = readonly [message: string, hint: string, retryable?: boolean, widgetErrorCode?: WidgetErrorCode];

/** The rows of what can go wrong before the engine is there. All others are in error-table.ts, and come with it. */
export const firstRows = {
  'widget-not-ready': ['Widget: no lcw:ready in time', 'Check src, CSP and blockers.', true],
  'widget-script-failed': ['Widget: its script did not load', 'Check src, CSP and blockers.', true, 7],
  'engine-not-loaded': ['Page: part of the library did not load', 'Check CSP; reload.', true],
} as const satisfies Record<string, ErrorRow>;
