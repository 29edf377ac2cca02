// Counts tests from what a runner wrote down, never from what its configuration promises.
import { readFileSync } from 'node:fs';

/** Vitest's JSON report. A file that could not be loaded has no tests in it and counts as one failure. */
export function countVitest(file) {
  const report = read(file);
  if (!report) return nothing;
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Playwright's JSON report. A test that passed only on a retry is a failure: it shows a race. */
export function countPlaywright(file) {
  const report = read(file);
  if (!report) return nothing;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** A script's last line: "N passed, N failed", and where it says so ", N skipped". */
export function countLines(output) {
  const counts = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output);
  if (!counts) return nothing;
  const [passed, failed, skipped] = counts.slice(1).map((count) => Number(count ?? 0));
  return { passed, failed, skipped };
}

const nothing = { passed: 0, failed: 0, skipped: 0 };

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
