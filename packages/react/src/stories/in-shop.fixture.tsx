import type { Meta } from '@storybook/react-vite';
import type { ComponentProps } from 'react';
import { Shop } from './shop.fixture.js';
import { onStage, stageOf } from './stage.fixture.js';

/** Returns the meta of stories that run in the shop, with these children on the page. */
export const inShop = (children?: ComponentProps<typeof Shop>['children']) =>
  ({
    ...onStage,
    render: (_, { loaded }) => (
      <Shop key={stageOf(loaded).id} stage={stageOf(loaded)}>
        {children}
      </Shop>
    ),
  }) satisfies Meta;
