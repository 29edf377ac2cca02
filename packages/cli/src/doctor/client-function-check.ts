import { checkRecords } from '@lcw-auth/simulator/validation';
import { fail, pass, warn, type Finding } from '../findings/finding.js';
import { powerPagesFunction } from './power-pages-check.js';

/** Checks whether a name can be the JavaScript client function of a chat authentication setting. Does not check the page itself. */
export function clientFunctionCheck(name: string): Finding {
  const check = 'client-function';
  // The simulator's administrator form uses the same rules.
  const setting = { name: '-', owner: '-', publicKeyUrl: 'https://localhost', javascriptClientFunction: name };
  const problem = checkRecords({ settings: [setting], widgets: [], workstreams: [] }).find(
    ({ field }) => field === 'javascriptClientFunction',
  );
  if (problem) return fail(check, `${JSON.stringify(name)} cannot be the name of a function on the page.`, problem.message);
  if (name !== powerPagesFunction && name.toLowerCase() === powerPagesFunction.toLowerCase()) {
    return warn(check, `The name ${name} differs from ${powerPagesFunction} in its capital letters.`, `Write ${powerPagesFunction}.`);
  }
  return pass(check, `${name}: the page must have this function, with exactly these capital letters, before a chat starts`);
}
