'use client';
import { useEffect, useState, type ReactNode } from 'react';
import { useScope } from '../scope.js';
import { useLiveChatState } from '../use-live-chat-state.js';
import { Actions } from './actions.js';
import { Cards } from './cards.js';
import { registrationFacts, stateFacts, tokenFacts } from './facts.js';
import { panelStyles } from './panel-styles.js';
import { findProblems, worstStatus } from './problem.js';
import { Problems } from './problems.js';
import type { LiveChatAuthDevtoolsProps } from './props.js';
import { createReport } from './report.js';
import { Facts } from './section.js';
import { Timeline } from './timeline.js';

const wholeState = <State,>(state: State) => state;

/** The devtools: a button, and the panel that it opens. It renders every second, because countdown and events change without a state change. */
export function Panel({ initiallyOpen = false, actions, events, nonce }: Omit<LiveChatAuthDevtoolsProps, 'enabled'>): ReactNode {
  const scope = useScope('LiveChatAuthDevtools');
  const state = useLiveChatState(wholeState, Object.is);
  const [isOpen, setOpen] = useState(initiallyOpen);
  const now = useNow();
  const options = scope.client.getOptions();
  const allEvents = events ?? scope.events;
  const problems = findProblems(state, allEvents, options);
  const worst = worstStatus(state, problems);

  return (
    <section className="lcw-devtools" aria-label="Live chat auth devtools">
      <style nonce={nonce}>{panelStyles}</style>
      <button type="button" className="lcw-devtools-toggle" title={titles[worst]} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="lcw-devtools-dot" data-status={worst} /> Live chat auth
      </button>
      {isOpen && (
        <div className="lcw-devtools-panel">
          <Problems problems={problems} />
          <Facts title="State" facts={stateFacts(state)} />
          <Facts title="Token" facts={tokenFacts(state.authToken, now)} />
          <Facts title="Registration" facts={registrationFacts(allEvents, options)} />
          <Cards cards={state.botSso.cards} tokenExchange={options.botSso?.tokenExchange === true} />
          <Actions scope={scope} actions={actions} report={() => createReport(state, allEvents, options, Date.now())} />
          <Timeline events={allEvents} />
        </div>
      )}
    </section>
  );
}

const titles = { error: 'There are errors', warning: 'There are warnings', waiting: 'Waiting for the widget', ready: 'Ready' };

/** Returns the current time, updated every second. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
