/**
 * Waits for a value for at most `milliseconds`. A value that is not a promise is returned without a timer.
 * @throws The error that `late` returns, when the time is over.
 */
export async function withTimeLimit<T>(work: () => T | PromiseLike<T>, milliseconds: number, late: () => Error): Promise<T> {
  const value = work();
  if (!isThenable(value)) return value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([value, limit]);
  } finally {
    clearTimeout(timer);
  }
}

// Query builders such as Knex return objects that are no promises but have a `then`.
function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
