import type { Decorator } from '@storybook/react-vite';
import { StrictMode } from 'react';

/** The page around a story, with the toolbar's settings: light or dark, with or without StrictMode. */
export const page: Decorator = (Story, { globals }) => {
  const { style, dataset } = document.documentElement;
  style.colorScheme = globals.theme;
  dataset['theme'] = globals.theme;
  // System colours follow the colour scheme, so that contrast checks read the real colours.
  document.body.style.background = 'Canvas';
  document.body.style.color = 'CanvasText';
  document.body.style.fontFamily = 'system-ui, sans-serif';
  return globals.strictMode === 'on' ? (
    <StrictMode>
      <Story />
    </StrictMode>
  ) : (
    <Story />
  );
};
