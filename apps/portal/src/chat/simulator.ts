import { createFaultBoard, createLiveChatSimulator, scenarios, type LiveChatSimulator } from '@lcw-auth/simulator';
import { readDemoSettings } from '../demo/demo-settings.js';
import { omnichannel, widgetId } from '../omnichannel.js';
import { widgetCardWait } from './card-wait.js';

let installed: LiveChatSimulator | null = null;

/** The page's simulated widget. Like Microsoft's script, it is installed once and never removed. */
export function pageSimulator(): LiveChatSimulator {
  if (installed) return installed;
  const { generation, readyAfter, cardWait, scenario } = readDemoSettings(location.search);
  const faults = createFaultBoard(scenarios.find(({ id }) => id === scenario)?.faults);
  const botAuthConfig = widgetCardWait(cardWait);
  installed = createLiveChatSimulator({ generation, omnichannel, widgetId, readyAfter, botAuthConfig, faults });
  installed.install();
  return installed;
}
