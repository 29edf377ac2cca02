/** The result of one check. */
export interface Finding {
  /** The check's stable name, for scripts. */
  check: string;
  /** 'warn': the chat may work, but Microsoft's documents or security advise against this state. Only 'fail' changes the exit code. */
  status: 'pass' | 'warn' | 'fail' | 'skip';
  /** The observation, in one sentence. It contains no token and no key. */
  detail: string;
  /** How to fix the problem. */
  fix?: string;
}

/** The check passed. */
export const pass = (check: string, detail: string): Finding => ({ check, status: 'pass', detail });

/** The chat may work, but there is something to fix. */
export const warn = (check: string, detail: string, fix: string): Finding => ({ check, status: 'warn', detail, fix });

/** The chat cannot work, or is not safe, until this is fixed. */
export const fail = (check: string, detail: string, fix: string): Finding => ({ check, status: 'fail', detail, fix });

/** The check could not be made. */
export const skip = (check: string, detail: string): Finding => ({ check, status: 'skip', detail });

/** One of several problems that a single check can find. */
export interface Problem {
  status: 'warn' | 'fail';
  detail: string;
  fix: string;
}

/** Combines all problems of one check into one finding; `passed` is the detail when there are none. */
export function findingOf(check: string, problems: readonly Problem[], passed: string): Finding {
  if (problems.length === 0) return pass(check, passed);
  const isFailure = problems.some(({ status }) => status === 'fail');
  const detail = problems.map((problem) => problem.detail).join(' ');
  const fix = [...new Set(problems.map((problem) => problem.fix))].join(' ');
  return isFailure ? fail(check, detail, fix) : warn(check, detail, fix);
}
