/**
 * Fetches a new token after each change of a value in its context.
 * `refresh` fetches a new token, or joins the running request. A request that started before the change carries the old
 * context, so pass true when one is running, and another follows it. Changes during a request count once.
 */
export function createTokenFollower(refresh: () => Promise<void>): (isRequesting: boolean) => Promise<void> {
  let changes = 0;
  let running: Promise<void> | null = null;
  const follow = async (isRequesting: boolean): Promise<void> => {
    if (isRequesting) await refresh();
    let seen;
    do {
      seen = changes;
      await refresh();
    } while (seen !== changes);
    running = null;
  };
  return (isRequesting) => {
    changes += 1;
    return (running ??= follow(isRequesting));
  };
}
