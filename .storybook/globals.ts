import { scenarios } from '@lcw-auth/simulator';
import type { Preview } from '@storybook/react-vite';

/**
 * The settings of Storybook's toolbar. Decorators, loaders and `play` read them as `context.globals`. These types apply when one
 * file of the story's TypeScript project contains `import type {} from '.../.storybook/globals.js'`.
 */
export interface StoryGlobals {
  /** The generation of the widget that the simulator uses. */
  generation: 'v1' | 'v2';
  /** Whether the story renders inside React's StrictMode. */
  strictMode: 'on' | 'off';
  theme: 'light' | 'dark';
  /** The id of one of the simulator's scenarios, or `none`. */
  fault: string;
}

declare module 'storybook/internal/csf' {
  interface Globals extends StoryGlobals {}
}

const isDark = matchMedia('(prefers-color-scheme: dark)').matches;

export const initialGlobals: StoryGlobals = { generation: 'v2', strictMode: 'on', theme: isDark ? 'dark' : 'light', fault: 'none' };

export const globalTypes: NonNullable<Preview['globalTypes']> = {
  generation: {
    description: "The widget's generation",
    toolbar: {
      icon: 'browser',
      dynamicTitle: true,
      items: [
        { value: 'v2', title: 'Widget v2' },
        { value: 'v1', title: 'Widget v1 (iframe)' },
      ],
    },
  },
  strictMode: {
    description: "React's StrictMode",
    toolbar: {
      icon: 'shield',
      dynamicTitle: true,
      items: [
        { value: 'on', title: 'StrictMode on' },
        { value: 'off', title: 'StrictMode off' },
      ],
    },
  },
  theme: {
    description: 'Light or dark',
    toolbar: {
      icon: 'contrast',
      dynamicTitle: true,
      items: [
        { value: 'light', title: 'Light' },
        { value: 'dark', title: 'Dark' },
      ],
    },
  },
  fault: {
    description: 'A fault for the simulator',
    toolbar: {
      icon: 'lightning',
      dynamicTitle: true,
      items: [{ value: 'none', title: 'No fault' }, ...scenarios.map(({ id, title }) => ({ value: id, title }))],
    },
  },
};
