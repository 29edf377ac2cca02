import type { OmnichannelRecords } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { problemAt, removeAt, replaceAt, SelectField, TextField, type RecordsFormProps } from './fields.js';
import { RoutingRuleForm } from './routing-rule-form.js';

/** One workstream of the records. */
export type WorkstreamRecord = OmnichannelRecords['workstreams'][number];

/** A workstream: its context variables, its queues and its routing rules. */
export function WorkstreamForm({
  records,
  problems,
  onChange,
  workstream,
  index,
}: RecordsFormProps & { workstream: WorkstreamRecord; index: number }): ReactNode {
  const { admin } = useMessages();
  const { contextVariables, queues = [], routingRules = [], defaultQueue } = workstream;
  const put = (changes: Partial<WorkstreamRecord>): void =>
    onChange({ ...records, workstreams: replaceAt(records.workstreams, index, { ...workstream, ...changes }) });
  const problem = (field: string): string | undefined => problemAt(problems, 'workstreams', index, field);
  return (
    <section className="panel workstream" aria-labelledby={`workstream-${index}`}>
      <h2 id={`workstream-${index}`}>
        {admin.workstream}: {workstream.name}
      </h2>
      <TextList
        title={admin.variables}
        note={admin.variablesNote}
        label={admin.variable}
        addText={admin.addVariable}
        values={contextVariables}
        problem={(at) => problem(`contextVariables[${at}]`)}
        onChange={(values) => put({ contextVariables: values })}
      />
      <TextList
        title={admin.queues}
        label={admin.queueName}
        addText={admin.addQueue}
        values={queues}
        onChange={(values) => put({ queues: values })}
      />
      <div className="rules">
        <h3>{admin.rules}</h3>
        <p className="note">{admin.rulesNote}</p>
        <ol>
          {routingRules.map((rule, at) => (
            <RoutingRuleForm
              key={at}
              place={at + 1}
              rule={rule}
              queues={queues}
              contextVariables={contextVariables}
              problem={(field) => problem(`routingRules[${at}].${field}`)}
              onChange={(changed) => put({ routingRules: replaceAt(routingRules, at, changed) })}
              onRemove={() => put({ routingRules: removeAt(routingRules, at) })}
              onMoveUp={at > 0 ? () => put({ routingRules: moveUp(routingRules, at) }) : null}
            />
          ))}
        </ol>
        <button
          type="button"
          className="button quiet small"
          onClick={() => put({ routingRules: [...routingRules, { name: '', when: [{ authenticated: true }], queue: queues[0] ?? '' }] })}
        >
          {admin.addRule}
        </button>
        <SelectField
          label={admin.defaultQueue}
          value={defaultQueue ?? ''}
          options={queues.map((queue) => [queue, queue])}
          problem={problem('defaultQueue')}
          onChange={(queue) => put({ defaultQueue: queue })}
        />
      </div>
    </section>
  );
}

interface TextListProps {
  title: string;
  note?: string;
  label: (place: number) => string;
  addText: string;
  values: readonly string[];
  problem?: (index: number) => string | undefined;
  onChange: (values: string[]) => void;
}

function TextList({ title, note, label, addText, values, problem, onChange }: TextListProps): ReactNode {
  const { admin } = useMessages();
  return (
    <div className="text-list">
      <h3>{title}</h3>
      {note ? <p className="note">{note}</p> : null}
      <ul>
        {values.map((value, index) => (
          <li key={index}>
            <TextField
              isLabelHidden
              label={label(index + 1)}
              value={value}
              problem={problem?.(index)}
              onChange={(changed) => onChange(replaceAt(values, index, changed))}
            />
            <button
              type="button"
              className="button quiet small"
              aria-label={admin.remove(value || label(index + 1))}
              onClick={() => onChange(removeAt(values, index))}
            >
              {admin.removeShort}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button quiet small" onClick={() => onChange([...values, ''])}>
        {addText}
      </button>
    </div>
  );
}

function moveUp<Item>(items: readonly Item[], index: number): Item[] {
  const moved = [...items];
  moved.splice(index - 1, 0, ...moved.splice(index, 1));
  return moved;
}
