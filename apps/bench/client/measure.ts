/** One table row: what was measured, and how often as much as the first row. */
export interface Row {
  name: string;
  value: number;
  ratio: number;
}

/** Waits for a new task, so that one measurement does not affect the next. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Wakes the processor and what dispatches events, so that a few microseconds are the page's code and not the way to it. */
export function warmUp(): void {
  for (const end = performance.now() + 2; performance.now() < end;) window.dispatchEvent(new Event('warm-up'));
}

/**
 * Runs the candidates round after round, so that a slow moment of the machine meets all of them, each round in another order:
 * what ran just before leaves the caches as they are, which alone can make four times in a few microseconds.
 * @returns The median of each, as rows with the ratio to the first.
 */
export async function compare(
  candidates: Record<string, () => number | Promise<number>>,
  rounds: number,
  middle: (values: number[]) => number = median,
): Promise<Row[]> {
  const samples = Object.entries(candidates).map(([name, run]) => ({ name, run, values: [] as number[] }));
  for (let round = -2; round < rounds; round += 1) {
    for (const { run, values } of shuffled(samples)) {
      await turn();
      const value = await run();
      // The first two rounds warm up.
      if (round >= 0) values.push(value);
    }
  }
  const rows = samples.map(({ name, values }) => ({ name, value: middle(values) }));
  return rows.map((row) => ({ ...row, ratio: row.value / rows[0]!.value }));
}

const shuffled = <Item>(items: Item[]): Item[] =>
  items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The mean of the middle half: for times near to the clock's grain, of which the median knows only multiples. */
export function middleMean(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return half.reduce((sum, value) => sum + value, 0) / half.length;
}
