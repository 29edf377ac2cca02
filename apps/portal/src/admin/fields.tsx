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
export function TextField({ value, onChange, type = 'text', ...rest }: FieldProps & { type?: 'text' | 'url' | 'number' }): ReactNode {
  return (
    <Field {...rest}>
      {(shared) => (
        <input
          {...shared}
          type={type}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A select field with its label, a note, and its problem. `options` are pairs of value and text. */
export function SelectField({
  value,
  onChange,
  options,
  ...rest
}: FieldProps & { options: readonly (readonly [string, string])[] }): ReactNode {
  return (
    <Field {...rest}>
      {(shared) => (
        <select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface ControlProps {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

/** Connects a control with its label, its note and its problem. */
function Field({
  label,
  note,
  problem,
  isLabelHidden,
  children,
}: Omit<FieldProps, 'value' | 'onChange'> & { children: (shared: ControlProps) => ReactNode }): ReactNode {
  const { admin } = useMessages();
  const id = useId();
  const about = `${id}-about`;
  return (
    <div className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children({ id, 'aria-invalid': problem !== undefined, 'aria-describedby': about })}
      <span id={about} className={problem ? 'problem' : 'note'}>
        {problem === undefined ? note : admin.problem(problem)}
      </span>
    </div>
  );
}

/** Returns the list with one item replaced. */
export const replaceAt = <Item,>(items: readonly Item[], index: number, item: Item): Item[] =>
  items.map((each, at) => (at === index ? item : each));

/** Returns the list without one item. */
export const removeAt = <Item,>(items: readonly Item[], index: number): Item[] => items.filter((_, at) => at !== index);
