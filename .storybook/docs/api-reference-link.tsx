import type { ReactNode } from 'react';

interface ApiReferenceLinkProps {
  /** The import path after `@lcw-auth/`, e.g. `react/query`. */
  module: string;
  /** A function of the module. Default: the page of the module. */
  function?: string;
  children: ReactNode;
}

/** A link to a page of the API reference, which TypeDoc writes to `.storybook/public/api`. It opens in a new tab. */
export function ApiReferenceLink({ module, function: name, children }: ApiReferenceLinkProps): ReactNode {
  const file = `_lcw-auth_${module.replaceAll('/', '_')}`;
  return (
    <a href={`./api/${name ? `functions/${file}.${name}` : `modules/${file}`}.html`} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
