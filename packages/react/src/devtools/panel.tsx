'use client';
import { useEffect, useState, type ReactNode } from 'react';
import type { LiveChatAuthDevtoolsProps } from '../devtools.js';
import { useScope } from '../scope.js';
import { useLiveChatState } from '../use-live-chat-state.js';
import { Actions } from './actions.js';
import { Cards } from './cards.js';
import { Registration } from './registration.js';
import { Summary } from './summary.js';
import { panelStyles } from './panel-styles.js';
import { Timeline } from './timeline.js';
import { Token } from './token.js';

const wholeState = <State,>(state: State) => state;

/** The panel behind the button. It looks again every second, since a countdown and the events tell of no change. */
export function Panel({ initiallyOpen = false, actions, events, nonce }: Omit<LiveChatAuthDevtoolsProps, 'enabled'>): ReactNode {
  const scope = useScope('LiveChatAuthDevtools');
  const state = useLiveChatState(wholeState, Object.is);
  const [isOpen, setOpen] = useState(initiallyOpen);
  const now = useNow(isOpen);
  const told = events ?? scope.events;

  return (
    <section className="lcw-devtools" aria-label="Live chat auth devtools">
      <style nonce={nonce}>{panelStyles}</style>
      <button type="button" className="lcw-devtools-toggle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="lcw-devtools-dot" data-status={state.widget.status} /> Live chat auth
      </button>
      {isOpen && (
        <div className="lcw-devtools-panel">
          <Summary state={state} />
          <Token authToken={state.authToken} now={now} />
          <Registration events={told} />
          <Cards cards={state.botSso.cards} />
          <Actions scope={scope} actions={actions} />
          <Timeline events={told} />
        </div>
      )}
    </section>
  );
}

/** The time, told every second while somebody looks. */
function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}
