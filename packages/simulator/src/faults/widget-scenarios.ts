import { scenario, type Scenario } from './scenario.js';

/** Faults of the widget itself. They take effect when the widget is installed. */
export const widgetScenarios: readonly Scenario[] = [
  scenario({
    id: 'ready-late',
    title: 'Widget is late',
    happens: 'The widget raises lcw:ready 20 seconds after the script has loaded.',
    atFault: 'widget',
    faults: { widget: { readyAfter: 20_000 } },
  }),
  scenario({
    id: 'ready-never',
    title: 'Widget never becomes ready',
    happens: 'The script loads, but the widget never raises lcw:ready.',
    atFault: 'widget',
    faults: { widget: { readyAfter: 'never' } },
  }),
  scenario({
    id: 'script-blocked',
    title: 'Script is blocked',
    happens: "A content blocker, or the page's own content security policy, blocks the widget's script tag.",
    atFault: 'network',
    faults: { widget: { script: 'blocked' } },
  }),
  scenario({
    id: 'scripts-fail',
    title: "Widget's scripts fail",
    happens: 'The script tag loads, but the scripts that it loads fail. The widget reports error 7.',
    atFault: 'widget',
    faults: { widget: { script: 'fails' } },
  }),
];
