/** The options without the value undefined: a property that would be undefined is left out. */
export type WithoutUndefined<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> };

/** Removes the properties that are undefined, so that they do not replace defaults. */
export function withoutUndefined<Options extends object>(options: Options): WithoutUndefined<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as WithoutUndefined<Options>;
}
