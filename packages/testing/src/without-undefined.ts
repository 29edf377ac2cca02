/** An object whose properties are left out where they would be undefined. */
export type WithoutUndefined<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> };

/** Removes the properties that are undefined, so that an object of defaults provides them. */
export function withoutUndefined<Options extends object>(options: Options): WithoutUndefined<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as WithoutUndefined<Options>;
}
