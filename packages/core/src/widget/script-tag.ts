/** Property of the script tag that holds its load, so that two callers and two copies of the library share one load. */
const loadKey = Symbol.for('lcw-auth.script');

/** Property of the script tag that inserts it again, with `src` and then `fallbackSrc`. The tag itself knows one of them only. */
const insertAgainKey = Symbol.for('lcw-auth.insert-script-again');

/** A script tag whose load this library tracks. */
export type TrackedScript = HTMLScriptElement & { [loadKey]?: Promise<void>; [insertAgainKey]?: () => Promise<void> };

/** Returns the promise that `trackLoad` created, if any. */
export const loadOf = (script: HTMLElement): Promise<void> | undefined => (script as TrackedScript)[loadKey];

/** Returns the function that inserts the tag again, when this library inserted it. */
export const insertAgainOf = (script: HTMLElement): (() => Promise<void>) | undefined => (script as TrackedScript)[insertAgainKey];

/** Records how the tag is inserted again. */
export function setInsertAgain(script: TrackedScript, insertAgain: () => Promise<void>): void {
  script[insertAgainKey] = insertAgain;
}

/** True when the tag is known to have failed. A browser never loads a failed tag again. */
export const hasFailed = (script: HTMLElement | null): boolean => script?.dataset['lcwAuthFailed'] !== undefined;

/** Records on the tag that its load failed. `@lcw-auth/core/early` does the same. */
export function markFailed(script: HTMLElement): void {
  script.dataset['lcwAuthFailed'] = '';
}

/** True when a consent tool blocks the tag by giving it a type that browsers do not run. */
export function isHeldBack(script: HTMLElement): boolean {
  const type = (script as HTMLScriptElement).type?.trim().toLowerCase();
  return Boolean(type) && type !== 'module' && !/^(text|application)\/(x-)?(java|ecma)script$/.test(type);
}

/** Tracks the load of a tag. When the tag fails, the result is that of `onFailure`, which may insert a second tag or throw. */
export function trackLoad(script: TrackedScript, onFailure: () => Promise<void>): Promise<void> {
  const promise = new Promise<void>((resolve) => {
    // Only the first event counts, because other code may dispatch one too. A later failure would reject a promise that nothing handles.
    const settled = new AbortController();
    const { signal } = settled;
    const succeed = () => {
      settled.abort();
      resolve();
    };
    const fail = () => {
      settled.abort();
      markFailed(script);
      resolve(new Promise((settle) => settle(onFailure())));
    };
    script.addEventListener('load', succeed, { signal });
    script.addEventListener('error', fail, { signal });
  });
  script[loadKey] = promise;
  return promise;
}
