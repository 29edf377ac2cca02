import { remoteOmnichannel } from '@lcw-auth/simulator/omnichannel';

/** The portal's simulated Omnichannel, for the widget, the agent and the administrator. */
export const omnichannel = remoteOmnichannel('/omnichannel', {
  fetch(request) {
    // The bot answers in the language of the page, which may differ from the browser's.
    request.headers.set('accept-language', document.documentElement.lang);
    return fetch(request);
  },
});

/** The app id of the shop's widget. */
export const widgetId = 'halden-coffee-shop';
