import type { OmnichannelRecords, RecordProblem } from '@lcw-auth/simulator/omnichannel';
import { useCallback, useEffect, useState } from 'react';
import { omnichannel } from '../omnichannel.js';

/** The result of the last fetch or save. */
export type RecordsStatus = 'loading' | 'clean' | 'editing' | 'refused' | 'saved' | 'changed-elsewhere' | 'unreachable';

/** The administrator's copy of the records. */
export interface RecordsDraft {
  draft: OmnichannelRecords | null;
  problems: readonly RecordProblem[];
  status: RecordsStatus;
  isDirty: boolean;
  edit(records: OmnichannelRecords): void;
  save(): Promise<void>;
  /** Discards the edits. */
  reset(): void;
}

interface State {
  saved: OmnichannelRecords | null;
  draft: OmnichannelRecords | null;
  problems: readonly RecordProblem[];
  status: RecordsStatus;
}

const clean = (saved: OmnichannelRecords, status: RecordsStatus): State => ({ saved, draft: saved, problems: [], status });

/** Returns the records, which update live. The form edits a copy and saves it as a whole. A change elsewhere never discards edits. */
export function useRecords(): RecordsDraft {
  const [state, setState] = useState<State>({ saved: null, draft: null, problems: [], status: 'loading' });

  useEffect(() => {
    const take = (records: OmnichannelRecords): void =>
      setState((before) => {
        if (JSON.stringify(before.saved) === JSON.stringify(records)) return before;
        return before.draft === before.saved ? clean(records, 'clean') : { ...before, saved: records, status: 'changed-elsewhere' };
      });
    const unsubscribe = omnichannel.subscribe((event) => event.type === 'records' && take(event.records));
    omnichannel.getRecords().then(take, () => setState((before) => ({ ...before, status: 'unreachable' })));
    return unsubscribe;
  }, []);

  const edit = useCallback((draft: OmnichannelRecords) => setState((before) => ({ ...before, draft, status: 'editing' })), []);
  const reset = useCallback(() => setState((before) => (before.saved ? clean(before.saved, 'clean') : before)), []);
  const { draft } = state;
  const save = useCallback(async () => {
    if (!draft) return;
    try {
      const result = await omnichannel.saveRecords(draft);
      setState((before) => (result.saved ? clean(result.records, 'saved') : { ...before, problems: result.problems, status: 'refused' }));
    } catch {
      setState((before) => ({ ...before, status: 'unreachable' }));
    }
  }, [draft]);

  return { draft, problems: state.problems, status: state.status, isDirty: draft !== state.saved, edit, save, reset };
}
