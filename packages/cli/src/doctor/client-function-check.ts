import { fail, pass, warn, type Finding } from '../finding.js';

const name = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/;

/** Whether a name can be the JavaScript client function of a chat authentication setting. The page itself is out of reach. */
export function clientFunctionCheck(path: string): Finding {
  const check = 'client-function';
  if (!name.test(path)) {
    return fail(check, 'It is no dotted name of a function.', 'Write it as in auth.getAuthenticationToken: no brackets, no arguments.');
  }
  if (/^(?:window|globalThis|self)\./.test(path)) {
    return warn(check, 'The widget looks the name up on window already.', `Write ${path.slice(path.indexOf('.') + 1)} into the setting.`);
  }
  return pass(check, `${path}: it must stand on window before the chat starts, with exactly these capitals`);
}
