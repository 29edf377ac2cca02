import { Canvas, Markdown, Source, Title } from '@storybook/addon-docs/blocks';
import type { ReactNode } from 'react';
import hooks, { type Member } from 'virtual:hook-docs';

interface HookPageProps {
  /** A hook of `@lcw-auth/react`. */
  name: string;
  /** The story that shows the example on the shop's page. */
  story: unknown;
  /** The example's source. */
  example: string;
}

/** The page of one hook: its types, its docstrings, and an example that runs. */
export function HookPage({ name, story, example }: HookPageProps): ReactNode {
  const hook = hooks[name];
  if (!hook) throw new Error(`@lcw-auth/react has no hook ${name}.`);
  return (
    <>
      <Title>{name}</Title>
      <Markdown>{hook.description}</Markdown>
      <Source code={hook.signature} language="tsx" />
      <h2>Example</h2>
      <Source code={example} language="tsx" />
      <Canvas of={story} sourceState="none" />
      {hook.parameters.length > 0 && <h2>Parameters</h2>}
      {hook.parameters.length > 0 && <Members of={hook.parameters} />}
      {hook.parameters.map(
        ({ name: parameter, members }) =>
          members.length > 0 && (
            <section key={parameter}>
              <h3>
                <code>{parameter}</code>
              </h3>
              <Members of={members} />
            </section>
          ),
      )}
      {hook.returns.length > 0 && <h2>Returns</h2>}
      {hook.returns.length > 0 && <Members of={hook.returns} />}
      {hook.throws && <Markdown>{`Throws: ${hook.throws}`}</Markdown>}
    </>
  );
}

function Members({ of }: { of: readonly Member[] }): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ name, isOptional, type, description, when }) => (
          <tr key={name}>
            <td>
              <code>
                {name}
                {isOptional && '?'}
              </code>
            </td>
            <td>
              <code>{type}</code>
            </td>
            <td>
              <Markdown>{description}</Markdown>
              {when && (
                <small>
                  with <code>status</code> {when.replaceAll('"', '')}
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
