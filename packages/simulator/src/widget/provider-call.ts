import type { Lifetime } from './lifetime.js';

/** The result of a provider call. */
export type ProviderAnswer = { status: 'answered'; value: unknown } | { status: 'failed'; error: unknown };

/** Milliseconds within which a provider has to answer. (Documented.) */
export const providerTimeLimit = 10_000;

/** Calls a provider and waits for its callback. The call fails when the provider throws or rejects, or at the time limit. */
export function callProvider(
  provider: (callback: (value: unknown) => void) => unknown,
  lifetime: Lifetime,
  timeLimit: number,
): Promise<ProviderAnswer> {
  const answer = new Promise<ProviderAnswer>((resolve) => {
    const stop = lifetime.after(timeLimit, () => resolve({ status: 'failed', error: new Error('The provider did not answer in time.') }));
    const settle = (settled: ProviderAnswer) => {
      stop();
      resolve(settled);
    };
    const fail = (error: unknown) => settle({ status: 'failed', error });
    try {
      const returned = provider((value) => settle({ status: 'answered', value }));
      Promise.resolve(returned).catch(fail);
    } catch (error) {
      fail(error);
    }
  });
  return lifetime.during(answer);
}
