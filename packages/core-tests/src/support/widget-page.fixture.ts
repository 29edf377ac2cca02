/** The id of the widget's script tag. */
export const scriptId = 'Microsoft_Omnichannel_LCWidget';
/** The id of the iframe that only the v1 generation inserts. */
export const v1FrameId = 'Microsoft_Omnichannel_LCWidget_Chat_Iframe_Window';

/** Resolves after `ms`, or rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort);
  });
}
