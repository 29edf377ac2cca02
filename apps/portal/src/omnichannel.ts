import { remoteOmnichannel } from '@lcw-auth/simulator/omnichannel';

/** The portal's simulated Omnichannel: what the widget, the agent and the administrator talk to. */
export const omnichannel = remoteOmnichannel('/omnichannel');

/** The app id of the shop's widget. */
export const widgetId = 'halden-coffee-shop';
