/** The kinds of secret that a text holds, e.g. ['a signed token']. */
export function secretsIn(text: string): string[];
