import { useEffect, useId, useState, type ReactNode } from 'react';
import { useMessages } from '../messages/language.js';
import { withGeneration, type DemoSettings } from './demo-settings.js';
import { FaultPanel } from './fault-panel.js';
import { ProblemNote } from './problem-note.js';
import { followServerSteps } from './server-steps.js';
import { Timeline } from './timeline.js';
import { timeline } from './timeline-store.js';

const storageKey = 'portal-dock';

/** The panel at the bottom of the shop: the timeline, and the faults that can be simulated. */
export function DemoDock({ settings }: { settings: DemoSettings }): ReactNode {
  const { demo } = useMessages();
  const [isOpen, setIsOpen] = useState(() => sessionStorage.getItem(storageKey) === 'open');
  const bodyId = useId();
  useEffect(followServerSteps, []);
  const toggle = (): void => {
    sessionStorage.setItem(storageKey, isOpen ? 'closed' : 'open');
    setIsOpen(!isOpen);
  };
  return (
    <section className="demo-dock" data-open={isOpen} aria-labelledby={`${bodyId}-title`}>
      <div className="demo-bar">
        <h2 id={`${bodyId}-title`}>{demo.heading}</h2>
        <a href="/agent" target="portal-agent">
          {demo.agent}
          <span className="visually-hidden"> ({demo.newWindow})</span>
        </a>
        <a href="/admin" target="portal-admin">
          {demo.admin}
          <span className="visually-hidden"> ({demo.newWindow})</span>
        </a>
        {isOpen ? (
          <button type="button" className="button quiet small" onClick={() => timeline.clear()}>
            {demo.clear}
          </button>
        ) : null}
        <button type="button" className="button quiet small" aria-expanded={isOpen} aria-controls={bodyId} onClick={toggle}>
          {isOpen ? demo.hide : demo.show}
        </button>
      </div>
      <div id={bodyId} className="demo-body" hidden={!isOpen}>
        <div className="demo-controls" role="group" aria-label={demo.settings}>
          {settings.widget === 'simulated' ? <FaultPanel /> : null}
          <ProblemNote />
          <GenerationChoice generation={settings.generation} />
        </div>
        <Timeline isOpen={isOpen} />
      </div>
    </section>
  );
}

function GenerationChoice({ generation }: Pick<DemoSettings, 'generation'>): ReactNode {
  const { demo } = useMessages();
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>
        <strong>{demo.generation}</strong>
      </label>
      <p className="note">{demo.generationNote}</p>
      <select
        id={id}
        value={generation}
        onChange={(event) => location.assign(withGeneration(location.href, event.target.value === 'v1' ? 'v1' : 'v2'))}
      >
        <option value="v2">v2</option>
        <option value="v1">v1</option>
      </select>
    </div>
  );
}
