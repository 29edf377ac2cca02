/** One table row: the name of the measurement, its value, and the ratio of the value to that of the first row. */
export interface Row {
  name: string;
  value: number;
  ratio: number;
}

/** Waits for a new task, so that one measurement does not affect the next. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Warms up the processor and the dispatch of events. Without this, they would add to a measurement of a few microseconds. */
export function warmUp(): void {
  for (const end = performance.now() + 2; performance.now() < end;) window.dispatchEvent(new Event('warm-up'));
}

/**
 * Runs all candidates in each round, so that a slow moment of the machine affects all of them. The order is random in each round,
 * because the previous candidate determines what is in the caches. This alone can make a few microseconds four times as long.
 * @returns One row for each candidate: its median, or its `middle`, and the ratio to the first candidate.
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

/** Returns the mean of the middle half of the values. Use it for times near the clock's resolution: their median is always a multiple of it. */
export function middleMean(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return half.reduce((sum, value) => sum + value, 0) / half.length;
}
