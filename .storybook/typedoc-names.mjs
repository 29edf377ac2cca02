import { Converter } from 'typedoc';

/** Calls each module what a portal imports it as. */
export function load({ converter }) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) module.name = `@lcw-auth/${module.name.replace('/src', '')}`;
  });
}
