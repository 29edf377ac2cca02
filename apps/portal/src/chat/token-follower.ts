/**
 * Fetches a new token after each change of a value in its context.
 * `refresh` fetches a new token, or joins the running request. A request that started before the change returns the old context.
 * Pass true when such a request is running: another request then follows it. All changes during one request cause one more request.
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
