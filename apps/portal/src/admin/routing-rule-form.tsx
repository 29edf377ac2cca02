import type { RoutingCondition, RoutingRule } from '@lcw-auth/simulator/omnichannel';
import type { ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { removeAt, replaceAt, SelectField, TextField } from './fields.js';

interface RoutingRuleFormProps {
  place: number;
  rule: RoutingRule;
  queues: readonly string[];
  contextVariables: readonly string[];
  /** Returns the problem with `queue` or with `when[0]`. */
  problem: (field: string) => string | undefined;
  onChange: (rule: RoutingRule) => void;
  onRemove: () => void;
  onMoveUp: (() => void) | null;
}

/** One routing rule: conditions, and the queue and priority for conversations that meet all of them. */
export function RoutingRuleForm({
  place,
  rule,
  queues,
  contextVariables,
  problem,
  onChange,
  onRemove,
  onMoveUp,
}: RoutingRuleFormProps): ReactNode {
  const { admin } = useMessages();
  const name = rule.name || admin.rule(place);
  return (
    <li>
      <fieldset className="rule">
        <legend className="visually-hidden">{admin.rule(place)}</legend>
        <TextField label={admin.ruleName} value={rule.name ?? ''} onChange={(changed) => onChange({ ...rule, name: changed })} />
        <SelectField
          label={admin.queue}
          value={rule.queue}
          options={queues.map((queue) => [queue, queue])}
          problem={problem('queue')}
          onChange={(queue) => onChange({ ...rule, queue })}
        />
        <TextField
          type="number"
          label={admin.priority}
          value={String(rule.priority ?? 0)}
          onChange={(priority) => onChange({ ...rule, priority: Number(priority) })}
        />
        <div className="conditions">
          <span className="conditions-title">{admin.conditions}</span>
          <ul>
            {rule.when.map((condition, at) => (
              <li key={at}>
                <ConditionForm
                  condition={condition}
                  contextVariables={contextVariables}
                  problem={problem(`when[${at}]`)}
                  onChange={(changed) => onChange({ ...rule, when: replaceAt(rule.when, at, changed) })}
                />
                <button
                  type="button"
                  className="button quiet small"
                  aria-label={admin.remove(admin.condition(at + 1, name))}
                  onClick={() => onChange({ ...rule, when: removeAt(rule.when, at) })}
                >
                  &times;
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            className="button quiet small"
            onClick={() => onChange({ ...rule, when: [...rule.when, { authenticated: true }] })}
          >
            {admin.addCondition}
          </button>
        </div>
        <div className="rule-actions">
          {onMoveUp ? (
            <button type="button" className="button quiet small" aria-label={admin.moveUp(name)} onClick={onMoveUp}>
              &uarr;
            </button>
          ) : null}
          <button type="button" className="button quiet small" aria-label={admin.remove(name)} onClick={onRemove}>
            {admin.removeShort}
          </button>
        </div>
      </fieldset>
    </li>
  );
}

const operators = ['equals', 'does-not-equal', 'greater-than', 'less-than', 'is-present'] as const;
const authenticated = 'authenticated';
const anonymous = 'anonymous';

interface ConditionFormProps {
  condition: RoutingCondition;
  contextVariables: readonly string[];
  problem: string | undefined;
  onChange: (condition: RoutingCondition) => void;
}

function ConditionForm({ condition, contextVariables, problem, onChange }: ConditionFormProps): ReactNode {
  const { admin } = useMessages();
  const kind = 'variable' in condition ? `variable:${condition.variable}` : condition.authenticated ? authenticated : anonymous;
  // A variable that was removed from the list is still shown, with its problem.
  const variables =
    'variable' in condition && !contextVariables.includes(condition.variable)
      ? [...contextVariables, condition.variable]
      : contextVariables;
  const choose = (chosen: string): void => {
    if (chosen === authenticated || chosen === anonymous) onChange({ authenticated: chosen === authenticated });
    else onChange({ variable: chosen.slice('variable:'.length), operator: 'equals', value: '' });
  };
  return (
    <>
      <SelectField
        isLabelHidden
        label={admin.kind}
        value={kind}
        problem={problem}
        options={[
          [authenticated, admin.isAuthenticated],
          [anonymous, admin.isAnonymous],
          ...variables.map((name) => [`variable:${name}`, name] as const),
        ]}
        onChange={choose}
      />
      {'variable' in condition ? (
        <>
          <SelectField
            isLabelHidden
            label={admin.comparison}
            value={condition.operator}
            options={operators.map((each) => [each, admin.operator[each]])}
            onChange={(operator) => onChange({ ...condition, operator: operator as (typeof operators)[number] })}
          />
          {condition.operator === 'is-present' ? null : (
            <TextField
              isLabelHidden
              label={admin.value}
              value={String(condition.value ?? '')}
              onChange={(text) => onChange({ ...condition, value: asValue(text) })}
            />
          )}
        </>
      ) : null}
    </>
  );
}

/** Converts 'true' and 'false' to booleans. Numbers stay texts, because Omnichannel compares them as numbers anyway. */
const asValue = (text: string): string | boolean => (text === 'true' || text === 'false' ? text === 'true' : text);
