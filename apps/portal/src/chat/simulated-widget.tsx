import { mountWidgetUi, type SimulatorLogEntry } from '@lcw-auth/simulator';
import { useEffect, useRef, type ReactNode } from 'react';
import { simulatorStep } from '../demo/simulator-steps.js';
import { timeline } from '../demo/timeline-store.js';
import { useLanguage } from '../messages/language.js';
import { signIn } from '../session/sign-in-window.js';
import { useTheme } from '../theme.js';
import { pageSimulator } from './simulator.js';

/** Shows the simulated widget. Its sign-in button opens the portal's own sign-in. */
export function SimulatedWidget(): ReactNode {
  const { language, messages } = useLanguage();
  const theme = useTheme();
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!container.current) return undefined;
    return mountWidgetUi(pageSimulator(), container.current, {
      messages: messages.widget,
      locale: language,
      onSignInClick: () => void signIn(language).catch(() => undefined),
    });
  }, [language, messages.widget]);
  useEffect(() => {
    const simulator = pageSimulator();
    let last: SimulatorLogEntry | undefined;
    const report = (): void => {
      // The page makes room for the open panel: see shop.css.
      document.documentElement.dataset['chatPanel'] = simulator.getState().panel;
      const { log } = simulator;
      // The log drops its oldest entries, so an index into it does not stay valid.
      for (const entry of log.slice(last ? log.lastIndexOf(last) + 1 : 0)) {
        const step = simulatorStep(entry);
        if (step) timeline.add(step);
      }
      last = log.at(-1);
    };
    report();
    return simulator.subscribe(report);
  }, []);
  useEffect(() => {
    container.current?.firstElementChild?.setAttribute('data-color-scheme', theme === 'system' ? 'auto' : theme);
  }, [theme, language]);
  return <div ref={container} />;
}
