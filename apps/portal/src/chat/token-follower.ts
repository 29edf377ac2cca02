/**
 * Keeps the token's context in step with the page: call it after each change (of the cart, say) that the server knows of.
 * `refresh` fetches a new token, or joins the fetch that is on its way. One that left before the change carries the old
 * context, so say whether there is one, and another follows it. Changes that come meanwhile count once.
 */
export function createTokenFollower(refresh: () => Promise<void>): (isOnItsWay: boolean) => Promise<void> {
  let changes = 0;
  let running: Promise<void> | null = null;
  const follow = async (isOnItsWay: boolean): Promise<void> => {
    if (isOnItsWay) await refresh();
    let seen;
    do {
      seen = changes;
      await refresh();
    } while (seen !== changes);
    running = null;
  };
  return (isOnItsWay) => {
    changes += 1;
    return (running ??= follow(isOnItsWay));
  };
}
