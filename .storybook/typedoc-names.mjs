import { Converter } from 'typedoc';

/** Names each module by its import path. */
export function load({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) module.name = `@lcw-auth/${module.name.replace('/src', '')}`;
  });
}
