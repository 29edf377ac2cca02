/** On the script tag, so that two callers and two copies of the library share one load. */
const loadKey = Symbol.for('lcw-auth.script');

/** A script tag whose load this library follows. */
export type TrackedScript = HTMLScriptElement & { [loadKey]?: Promise<void> };

/** Returns the load that `trackLoad` follows. */
export const loadOf = (script: HTMLElement): Promise<void> | undefined => (script as TrackedScript)[loadKey];

/** True when the tag is known to have failed. A browser never loads a failed tag again. */
export const hasFailed = (script: HTMLElement | null): boolean => script?.dataset['lcwAuthFailed'] !== undefined;

/** Records on the tag that its load failed. `@lcw-auth/core/early` does the same. */
export function markFailed(script: HTMLElement): void {
  script.dataset['lcwAuthFailed'] = '';
}

/** True when a consent tool holds the tag back: it gives such tags a type that browsers do not run. */
export function isHeldBack(script: HTMLElement): boolean {
  const type = (script as HTMLScriptElement).type?.trim().toLowerCase();
  return Boolean(type) && type !== 'module' && !/^(text|application)\/(x-)?(java|ecma)script$/.test(type);
}

/** Follows the load of a tag. When it fails, the load is that of `onFailure`, which may insert a second tag or throw. */
export function trackLoad(script: TrackedScript, onFailure: () => Promise<void>): Promise<void> {
  const promise = new Promise<void>((resolve) => {
    script.addEventListener('load', () => resolve());
    const fail = () => {
      markFailed(script);
      resolve(new Promise((settle) => settle(onFailure())));
    };
    // Once, because other code may dispatch the event too, and a second failure would reject a promise that nothing handles.
    script.addEventListener('error', fail, { once: true });
  });
  script[loadKey] = promise;
  return promise;
}
