/** The invariants that were broken. */
export interface Violations {
  /** Reports that the sentence `rule` is not true. */
  report(rule: string, detail?: string): void;
  readonly all: readonly string[];
}

export function createViolations(step: () => string): Violations {
  const all: string[] = [];
  return {
    all,
    report(rule, detail) {
      all.push(`${rule}${detail ? ` (${detail})` : ''}, after ${step()}`);
    },
  };
}
