import { createFaultBoard, createLiveChatSimulator, scenarios, type LiveChatSimulator } from '@lcw-auth/simulator';
import { readDemoSettings } from '../demo/demo-settings.js';
import { omnichannel, widgetId } from '../omnichannel.js';

let installed: LiveChatSimulator | null = null;

/** The page's simulated widget. Like Microsoft's script, it is installed once and never removed. */
export function pageSimulator(): LiveChatSimulator {
  if (installed) return installed;
  const { generation, readyAfter, scenario } = readDemoSettings(location.search);
  const faults = createFaultBoard(scenarios.find(({ id }) => id === scenario)?.faults);
  installed = createLiveChatSimulator({ generation, omnichannel, widgetId, readyAfter, faults });
  installed.install();
  return installed;
}
