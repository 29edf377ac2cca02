import { scenarios, type FaultSide, type Scenario } from '@lcw-auth/simulator';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { pageSimulator } from '../chat/simulator.js';
import { useMessages } from '../messages/language.js';
import { activeScenario, playScenario, resumeScenario, stopScenario } from './play-scenario.js';

const sides: readonly FaultSide[] = ['customer', 'portal', 'administrator', 'bot', 'widget', 'network'];

/** Plays the scenarios of the simulator: faults that happen in real portals. */
export function FaultPanel(): ReactNode {
  const { demo } = useMessages();
  const [chosen, setChosen] = useState(() => new URLSearchParams(location.search).get('scenario') ?? 'token-endpoint-down');
  const [active, setActive] = useState<Scenario | null>(null);
  const [state, setState] = useState<'idle' | 'playing' | 'failed'>('idle');
  const id = useId();
  const scenario = scenarios.find((each) => each.id === chosen) ?? scenarios[0];

  const run = (work: Promise<void>): void => {
    setState('playing');
    work.then(
      () => setState('idle'),
      () => setState('failed'),
    );
  };
  useEffect(() => {
    Promise.all([activeScenario().then(setActive), resumeScenario(pageSimulator())]).catch(() => setState('failed'));
  }, []);
  if (!scenario) return null;
  return (
    <div className="fault-panel">
      <label htmlFor={id}>
        <strong>{demo.faults}</strong>
      </label>
      <select id={id} value={scenario.id} onChange={(event) => setChosen(event.target.value)}>
        {sides.map((side) => (
          <optgroup key={side} label={demo.side[side]}>
            {scenarios
              .filter((each) => each.atFault === side)
              .map((each) => (
                <option key={each.id} value={each.id}>
                  {demo.scenario(each)[0]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <p className="note">{demo.scenario(scenario)[1]}</p>
      <div className="fault-actions">
        <button
          type="button"
          className="button primary small"
          disabled={state === 'playing'}
          onClick={() => run(playScenario(scenario, pageSimulator()))}
        >
          {demo.play}
        </button>
        <button type="button" className="button quiet small" disabled={active === null} onClick={() => run(stopScenario(pageSimulator()))}>
          {demo.stop}
        </button>
      </div>
      <p role="status" className="note">
        {state === 'failed' ? demo.playFailed : active ? demo.active(demo.scenario(active)[0]) : ''}
      </p>
    </div>
  );
}
