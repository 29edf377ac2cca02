import type { OmnichannelRecords, RecordProblem } from '@lcw-auth/simulator/omnichannel';
import { useId, type ReactNode } from 'react';
import { useMessages } from '../messages/language.js';

/** Props of every form in the administrator's view. */
export interface RecordsFormProps {
  records: OmnichannelRecords;
  problems: readonly RecordProblem[];
  onChange: (records: OmnichannelRecords) => void;
}

/** Returns the problem that Omnichannel reports for a field. */
export function problemAt(
  problems: readonly RecordProblem[],
  record: RecordProblem['record'],
  index: number,
  field: string,
): string | undefined {
  return problems.find((problem) => problem.record === record && problem.index === index && problem.field === field)?.message;
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  note?: string;
  problem?: string | undefined;
  /** The label is for screen readers only, because the row already shows what the field is. */
  isLabelHidden?: boolean;
}

/** A text field with its label, a note, and its problem. */
export function TextField({
  label,
  value,
  onChange,
  note,
  problem,
  isLabelHidden,
  type = 'text',
}: FieldProps & { type?: 'text' | 'url' | 'number' }): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        id={id}
        type={type}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onChange(event.target.value)}
      />
      <About id={`${id}-about`} note={note} problem={problem} />
    </div>
  );
}

/** A select field with its label. `options` are pairs of value and text. */
export function SelectField({
  label,
  value,
  onChange,
  note,
  problem,
  isLabelHidden,
  options,
}: FieldProps & { options: readonly (readonly [string, string])[] }): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-about`}
        onChange={(event) => onChange(event.target.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
      <About id={`${id}-about`} note={note} problem={problem} />
    </div>
  );
}

function About({ id, note, problem }: { id: string; note: string | undefined; problem: string | undefined }): ReactNode {
  const { admin } = useMessages();
  return (
    <span id={id} className={problem ? 'problem' : 'note'}>
      {problem === undefined ? note : admin.problem(problem)}
    </span>
  );
}

/** Returns the list with one item replaced. */
export const replaceAt = <Item,>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.map((each, at) => (at === index ? item : each));

/** Returns the list without one item. */
export const removeAt = <Item,>(items: readonly Item[], index: number): Item[] => items.filter((_, at) => at !== index);
