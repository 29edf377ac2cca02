import { Source } from '@storybook/addon-docs/blocks';
import type { ComponentProps, ReactNode } from 'react';
import { initialGlobals } from '../globals.js';

/** A block of code in the theme of the docs. On a page without a story, Storybook's own block is always light. */
export function Code(props: Pick<ComponentProps<typeof Source>, 'code' | 'language'>): ReactNode {
  return <Source {...props} dark={initialGlobals.theme === 'dark'} />;
}
