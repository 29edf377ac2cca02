// Control characters could move the cursor or recolour the terminal; the directional ones could reorder what is read.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Foreign text as one line that does nothing to a terminal. */
export function safe(text: string, longest = 400): string {
  const line = text.replaceAll(unsafe, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
