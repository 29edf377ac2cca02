import { useEffect, useRef, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react';
import { lanes, type Step } from '../../shared/timeline.js';
import { useLanguage } from '../messages/language.js';
import { stepDetail } from './step-detail.js';
import { timeline } from './timeline-store.js';

/** A sequence diagram: one row for each step, one column for each party, oldest step first. It opens at the newest step. */
export function Timeline({ isOpen }: { isOpen: boolean }): ReactNode {
  const { messages } = useLanguage();
  const steps = useSyncExternalStore(timeline.subscribe, timeline.getSteps);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // scrollIntoView would also scroll the page.
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [steps, isOpen]);
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
  const { lane, arrow, step: names } = messages.demo;
  const { direction, style } = placeOf(step);
  const parties = direction === 'forward' || direction === 'back' ? arrow(lane[step.from], lane[step.to]) : lane[step.from];
  const detail = stepDetail(step, messages.demo);
  return (
    <li data-direction={direction} data-tone={toneOf(step)} style={style}>
      <span className="step-arrow" aria-hidden="true" />
      <span className="step-text">
        <span className="step-parties">{parties}: </span>
        <strong>{names[step.type] ?? step.type}</strong>
        {detail ? <span>{detail}</span> : null}
        <time dateTime={new Date(step.at).toISOString()}>{clock(language).format(step.at)}</time>
      </span>
    </li>
  );
}

/** The columns of a step. The text of a step within one party extends into the columns beside it, where there is room. */
function placeOf({ from, to }: Step): { direction: 'forward' | 'back' | 'self-start' | 'self-end'; style: CSSProperties } {
  const [a, b] = [lanes.indexOf(from), lanes.indexOf(to)];
  const style = (first: number, last: number): CSSProperties => ({ '--first': first + 1, '--span': last - first + 1 }) as CSSProperties;
  if (a !== b) return { direction: a < b ? 'forward' : 'back', style: style(Math.min(a, b), Math.max(a, b)) };
  const isEarly = a < lanes.length / 2;
  return { direction: isEarly ? 'self-start' : 'self-end', style: isEarly ? style(a, lanes.length - 1) : style(0, a) };
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

const bad = /refused|failed|lost|error|unavailable|invalid|conflict|not-requested/;
const good = /issued|accepted|signed-in|answered|started/;

function toneOf({ type, detail }: Step): 'good' | 'bad' | 'plain' {
  if (bad.test(type)) return 'bad';
  return good.test(type) && detail?.['answer'] !== 'null' ? 'good' : 'plain';
}
