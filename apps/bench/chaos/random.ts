/** Random choices that can be repeated: the same seed gives the same choices. */
export interface Random {
  /** Returns a number from 0 up to, but not including, 1. */
  next(): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
  /** Returns an integer from 0 up to, but not including, `limit`. */
  below(limit: number): number;
}

/** The generator mulberry32: 32 bits of state, which is enough for choices. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new RangeError('There are no choices.');
      return choice;
    },
  };
}
