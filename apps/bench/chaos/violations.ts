/** What must never happen, and did. */
export interface Violations {
  /** Says that it happened, with the sentence that it breaks. */
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
