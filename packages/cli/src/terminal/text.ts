/** The styles in use. */
export type Style = 'green' | 'red' | 'yellow' | 'gray' | 'bold' | 'cyan';

/** A part of a line: plain text, or text in a style. */
export type Text = string | { style: Style; text: string };

/** Text in a style. The terminal decides whether the style is shown. */
export const styled = (style: Style, text: string): Text => ({ style, text });

// Control characters can move the cursor or change the colours of a terminal. Format characters, such as the bidirectional ones, can
// change the order of the shown text. Line separators can imitate a new line.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Replaces each unsafe character by its escape, e.g. `\u001b`. The result is one line. JSON keeps its meaning. */
export function clean(text: string): string {
  return text.replaceAll(unsafe, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** Shortens text from a server or an argument so that it fits into one line. */
export function shorten(text: string, longest = 400): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
