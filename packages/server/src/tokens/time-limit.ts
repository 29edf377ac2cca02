/** `getUser` did not settle in time. */
export class GetUserTimeout extends Error {}

/** Waits for a value for at most `milliseconds`. @throws GetUserTimeout after that time. */
export async function withTimeLimit<T>(work: () => T | Promise<T>, milliseconds: number): Promise<T> {
  const value = work();
  if (!(value instanceof Promise)) return value;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GetUserTimeout()), milliseconds);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}
