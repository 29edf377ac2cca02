import { Canvas } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';
import { ApiReferenceLink } from '../docs/api-reference-link.js';
import { Code } from '../docs/code.js';

interface HookPageProps {
  /** A hook of `@lcw-auth/react`. */
  name: string;
  /** The story that shows the example on the shop's page. */
  story: unknown;
  /** The example's source. */
  example: string;
}

/** The example of a hook as code and as a running page, and a link to its types. */
export function HookPage({ name, story, example }: HookPageProps): ReactNode {
  return (
    <>
      <Code code={example} language="tsx" />
      <Canvas of={story} sourceState="none" />
      <p>
        <ApiReferenceLink module="react" function={name}>
          Parameters and result of {name}
        </ApiReferenceLink>
      </p>
    </>
  );
}
