import { useState, type ReactNode } from 'react';

/** Copies the panel as text. When the browser refuses, it shows the text so that the user can copy it. */
export function CopyReport({ report }: { report: () => string }): ReactNode {
  const [outcome, setOutcome] = useState<{ status: 'none' | 'copied' } | { status: 'refused'; text: string }>({ status: 'none' });

  async function copy() {
    const text = report();
    try {
      await navigator.clipboard.writeText(text);
      setOutcome({ status: 'copied' });
    } catch {
      setOutcome({ status: 'refused', text });
    }
  }
  return (
    <>
      <button type="button" onClick={() => void copy()}>
        Copy as text
      </button>
      <output>{outcome.status === 'copied' && 'Copied.'}</output>
      {outcome.status === 'refused' && <textarea aria-label="Report" readOnly rows={8} value={outcome.text} />}
    </>
  );
}
