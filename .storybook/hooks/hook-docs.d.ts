/** The documentation of each hook of `@lcw-auth/react`, which hook-docs-plugin.ts reads from the sources. */
declare module 'virtual:hook-docs' {
  /** A parameter, or a field of an object. */
  export interface Member {
    name: string;
    isOptional: boolean;
    type: string;
    /** Markdown, from the docstring. */
    description: string;
    /** The values of `status` with which the field exists; undefined when it always exists. */
    when?: string;
  }

  export interface HookDocs {
    description: string;
    signature: string;
    /** `members` are the fields of a parameter that is an object. */
    parameters: (Member & { members: Member[] })[];
    returns: Member[];
    throws: string | null;
  }

  const hooks: Readonly<Record<string, HookDocs>>;
  export default hooks;
}
