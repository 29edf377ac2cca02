import { createFaultBoard, createLiveChatSimulator, scenarios, type LiveChatSimulator } from '@lcw-auth/simulator';
import { readDemoSettings } from '../demo/demo-settings.js';
import { omnichannel, widgetId } from '../omnichannel.js';

let installed: LiveChatSimulator | null = null;

/** The page's simulated widget: put there once, as Microsoft's script tag would, and never taken off again. */
export function pageSimulator(): LiveChatSimulator {
  if (installed) return installed;
  const { generation, readyAfter, scenario } = readDemoSettings(location.search);
  const faults = createFaultBoard(scenarios.find(({ id }) => id === scenario)?.faults);
  installed = createLiveChatSimulator({ generation, omnichannel, widgetId, readyAfter, faults });
  installed.install();
  return installed;
}
