/** Packs every published package, which must be built, into the folder. Returns the `file:` address of each name. */
export function pack(folder: string): Record<string, string>;
