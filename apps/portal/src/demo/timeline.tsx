import { useEffect, useRef, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react';
import { lanes, type Step } from '../../shared/timeline.js';
import { useLanguage } from '../messages/language.js';
import { timeline } from './timeline-store.js';

/** A sequence diagram, drawn as things happen: one row a step, one column a party. */
export function Timeline(): ReactNode {
  const { messages } = useLanguage();
  const steps = useSyncExternalStore(timeline.subscribe, timeline.getSteps);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }, [steps.length]);
  const { lane } = messages.demo;
  return (
    <div className="timeline">
      <div className="timeline-lanes" aria-hidden="true">
        {lanes.map((each) => (
          <span key={each}>{lane[each]}</span>
        ))}
      </div>
      {steps.length === 0 ? <p className="quiet-text timeline-empty">{messages.demo.empty}</p> : null}
      <ol ref={list} tabIndex={0} aria-label={messages.demo.timeline} className="timeline-steps">
        {steps.map((step, index) => (
          <TimelineStep key={`${step.at}-${step.type}-${index}`} step={step} />
        ))}
      </ol>
    </div>
  );
}

function TimelineStep({ step }: { step: Step }): ReactNode {
  const { messages, language } = useLanguage();
  const from = lanes.indexOf(step.from);
  const to = lanes.indexOf(step.to);
  const { lane, arrow, step: names } = messages.demo;
  // A step that concerns one party alone may use the column beside it for its words.
  const placement = { '--first': Math.min(from, to) + 1, '--span': Math.abs(from - to) + 1 } as CSSProperties;
  const detail = Object.entries(step.detail ?? {}).filter(([name, value]) => value !== null && name !== 'signInId');
  return (
    <li data-direction={from === to ? 'self' : from < to ? 'forward' : 'back'} data-tone={toneOf(step)} style={placement}>
      <span className="step-arrow" aria-hidden="true" />
      <span className="step-text">
        <span className="visually-hidden">{from === to ? lane[step.from] : arrow(lane[step.from], lane[step.to])}: </span>
        <span className="step-parties" aria-hidden="true">
          {from === to ? lane[step.from] : `${lane[step.from]} \u2192 ${lane[step.to]}`}
        </span>
        <strong>{names[step.type] ?? step.type}</strong>
        {detail.length > 0 ? (
          <span className="step-detail">{detail.map(([name, value]) => `${name} ${String(value)}`).join(', ')}</span>
        ) : null}
        <time dateTime={new Date(step.at).toISOString()}>{clock(language).format(step.at)}</time>
      </span>
    </li>
  );
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(language: string): Intl.DateTimeFormat {
  const known =
    clocks.get(language) ??
    new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 1,
      hourCycle: 'h23',
    });
  clocks.set(language, known);
  return known;
}

const bad = /refused|failed|lost|error|unavailable|invalid|conflict/;
const good = /issued|accepted|signed-in|answered|started/;

function toneOf({ type, detail }: Step): 'good' | 'bad' | 'plain' {
  if (bad.test(type)) return 'bad';
  return good.test(type) && detail?.['answer'] !== 'null' ? 'good' : 'plain';
}
