import type { Omnichannel } from '@lcw-auth/simulator/omnichannel';
import type { CallOmnichannel, EventBatch, OmnichannelCall } from './omnichannel-calls.js';

type Method = Extract<OmnichannelCall, { parameters: readonly unknown[] }>['method'];

/** Returns the Omnichannel of the test's process, for the widget in the page. It sends no requests, so CSP and CORS cannot block it. */
export function bridgedOmnichannel(call: CallOmnichannel): Omnichannel {
  const forward =
    <Name extends Method>(method: Name) =>
    (...parameters: Parameters<Omnichannel[Name]>) =>
      call({ method, parameters }) as ReturnType<Omnichannel[Name]>;
  let subscriptions = 0;

  return {
    getWidget: forward('getWidget'),
    startConversation: forward('startConversation'),
    perform: forward('perform'),
    getAgentAvailability: forward('getAgentAvailability'),
    send: forward('send'),
    setTyping: forward('setTyping'),
    endConversation: forward('endConversation'),
    getConversations: forward('getConversations'),
    getRecords: forward('getRecords'),
    saveRecords: forward('saveRecords'),
    subscribe(listener, filter) {
      // The id is unique, because several tabs and reloads share the bridge.
      const subscription = `${performance.timeOrigin}-${Math.random()}-${(subscriptions += 1)}`;
      const ended = new AbortController();
      const listen = async () => {
        await call({ method: 'subscribe', subscription, filter });
        for (;;) {
          const events = (await call({ method: 'next-events', subscription })) as EventBatch | null;
          if (!events) return;
          for (const event of events) if (!ended.signal.aborted) listener(event);
        }
      };
      void listen();
      return () => {
        ended.abort();
        void call({ method: 'unsubscribe', subscription });
      };
    },
  };
}
