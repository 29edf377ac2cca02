import type { ReactNode } from 'react';
import { SequenceDiagram } from './sequence-diagram.js';

const lanes = ['User', 'Portal', 'Token endpoint', 'Widget', 'Omnichannel'];

export const ChatDiagram = (): ReactNode => (
  <SequenceDiagram
    title="A signed-in customer opens the chat"
    lanes={lanes}
    messages={[
      ['Widget', 'Portal', 'lcw:ready'],
      ['Portal', 'Widget', 'setAuthTokenProvider'],
      ['Portal', 'Token endpoint', 'getAuthToken, once'],
      ['Token endpoint', 'Portal', 'JWT, signed RS256'],
      ['Portal', 'Portal', 'checks the JWT'],
      ['User', 'Widget', 'opens the chat'],
      ['Widget', 'Portal', 'requests a token'],
      ['Portal', 'Widget', 'JWT, in the same tick'],
      ['Widget', 'Omnichannel', 'start, with the JWT'],
      ['Omnichannel', 'Token endpoint', 'public key'],
      ['Omnichannel', 'Omnichannel', 'Authenticated: Yes'],
    ]}
  />
);

export const RenewalDiagram = (): ReactNode => (
  <SequenceDiagram
    title="A token is refreshed during the chat"
    lanes={lanes}
    messages={[
      ['Portal', 'Portal', 'a minute before exp'],
      ['Portal', 'Token endpoint', 'getAuthToken (refresh)'],
      ['Token endpoint', 'Portal', 'a new JWT'],
      ['Portal', 'Widget', 'v1 only: registers again'],
      ['Widget', 'Portal', 'requests a token'],
      ['Portal', 'Widget', 'the new JWT'],
    ]}
  />
);

const botLanes = ['User', 'Portal', 'Bot token service', 'Widget', 'Bot'];

export const HiddenCardDiagram = (): ReactNode => (
  <SequenceDiagram
    title="The card stays hidden"
    lanes={botLanes}
    messages={[
      ['Widget', 'Portal', 'the chat starts'],
      ['Portal', 'Portal', 'fetches the bot token'],
      ['Bot', 'Widget', 'OAuth card'],
      ['Widget', 'Widget', 'holds the card back'],
      ['Widget', 'Portal', 'bot token URL'],
      ['Portal', 'Portal', 'checks the host'],
      ['Portal', 'Bot token service', 'POST the token'],
      ['Bot token service', 'Portal', '200'],
      ['Portal', 'Widget', 'show: false'],
      ['Bot token service', 'Bot', 'signed in'],
    ]}
  />
);

export const ShownCardDiagram = (): ReactNode => (
  <SequenceDiagram
    title="The user has to sign in"
    lanes={botLanes}
    messages={[
      ['Bot', 'Widget', 'OAuth card'],
      ['Widget', 'Portal', 'bot token URL'],
      ['Portal', 'Portal', 'no token: no user is signed in'],
      ['Portal', 'Widget', 'show: true'],
      ['Portal', 'User', 'isSignInCardVisible'],
      ['User', 'Portal', 'signs in with a popup'],
      ['Portal', 'Bot token service', 'POST the token'],
      ['Bot token service', 'Bot', 'signed in'],
    ]}
  />
);
