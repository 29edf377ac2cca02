import type { Step } from '../../shared/timeline.js';
import type { Messages } from '../messages/english.js';

/** Returns the facts of a step in a few words, without ids. */
export function stepDetail({ detail = {} }: Step, { fact }: Messages['demo']): string {
  return Object.entries(detail)
    .flatMap(([name, value]) => {
      switch (name) {
        case 'status':
          return [`HTTP ${String(value)}`];
        case 'errorCode':
          return [fact.errorCode(String(value))];
        case 'afterMs':
          return [fact.after(Number(value) / 1000)];
        case 'shown':
          return [value === true ? fact.shown : fact.hidden];
        case 'authenticated':
          return [value === true ? fact.authenticated : fact.anonymous];
        case 'withToken':
          return [value === true ? fact.withToken : fact.withoutToken];
        case 'code':
        case 'outcome':
        case 'reason':
        case 'cause':
        case 'queue':
          return value === null ? [] : [String(value)];
        default:
          return [];
      }
    })
    .join(', ');
}
