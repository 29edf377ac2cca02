import type { Meta } from '@storybook/react-vite';
import type { ComponentProps } from 'react';
import { Shop } from './shop.fixture.js';
import { onStage, stageOf } from './stage.fixture.js';

/** What a story's meta has when it plays in the shop, with this on the page. */
export const inShop = (children?: ComponentProps<typeof Shop>['children']) =>
  ({
    ...onStage,
    render: (_, { loaded }) => (
      <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
        {children}
      </Shop>
    ),
  }) satisfies Meta;
