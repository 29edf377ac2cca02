/** Packs every package that is not private into the folder. The packages must be built. Returns the `file:` address of each name. */
export function pack(folder: string): Record<string, string>;
