import { AnchorMdx, ArgTypes, Description, DocsContext, Markdown, Primary, Title } from '@storybook/addon-docs/blocks';
import { useContext, type ReactNode } from 'react';

/** Storybook's parameters of a story that this page reads. */
interface StoryParameters {
  /** `story` is the docstring of the story. */
  docs?: { description?: { story?: string } };
}

/**
 * The docs page of a component: its first story, its props, and links to its other stories. Each story is a whole page in a
 * frame, so a docs page that shows all of them takes long to load.
 */
export function DocsPage(): ReactNode {
  const stories = useContext(DocsContext).componentStories();
  const [first, ...others] = stories;
  return (
    <>
      <Title />
      <Description />
      <Primary />
      {first?.component && <ArgTypes />}
      {others.length > 0 && <h2>More stories</h2>}
      <ul>
        {others.map(({ id, name, parameters }) => (
          <li key={id}>
            <AnchorMdx href={`?path=/story/${id}`} target="_self">
              {name}
            </AnchorMdx>
            <Markdown>{(parameters as StoryParameters).docs?.description?.story ?? ''}</Markdown>
          </li>
        ))}
      </ul>
    </>
  );
}
