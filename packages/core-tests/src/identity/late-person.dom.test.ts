import { describe, expect, test, vi } from 'vitest';
import { onLatePage } from '../support/late-engine.fixture.js';
import { ann, bob, claimsOf, onFakeTime, signFor } from '../support/portal-page.fixture.js';

onFakeTime();
const page = onLatePage();

const valid = (sub: string) => ({ status: 'valid', error: null, claims: { sub } });

describe('Rule 9, while the chunk is on its way', () => {
  test('another user: the chat is closed at once, who asked before gets nothing, and nothing is fetched for them', async () => {
    const fetchedFor: (string | null)[] = [];
    const auth = page.connect({
      getAuthToken: ({ userId }) => signFor((fetchedFor.push(userId), userId)),
      botSso: { getToken: async ({ userId }) => (fetchedFor.push(userId), null) },
    });
    window.dispatchEvent(new Event('lcw:chatRetrieved'));
    const [answers, cards] = [page.ask(), page.askForCard()];
    auth.setOptions({ userId: bob });
    expect(page.closed).toBe(1);
    expect(auth.getState()).toMatchObject({ userId: bob, authToken: { status: 'pending' } });
    await page.arrives();
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject(valid(bob)));
    expect([answers, cards]).toEqual([[null], [true]]);
    expect(new Set(fetchedFor)).toEqual(new Set([bob]));
    expect(claimsOf(page.ask()[0]).sub).toBe(bob);
  });

  test('the chat that the next one opens is theirs, and stays open', async () => {
    const auth = page.connect();
    auth.setOptions({ userId: bob });
    page.closed = 0;
    window.dispatchEvent(new Event('lcw:startChat'));
    await page.arrives();
    expect(page.closed).toBe(0);
  });

  test('keep-chat keeps it', () => {
    const auth = page.connect({ userChangePolicy: 'keep-chat' });
    auth.setOptions({ userId: bob });
    expect(page.closed).toBe(0);
  });

  test('a sign-out is one at once, and stays one', async () => {
    const getAuthToken = vi.fn<() => Promise<null>>(async () => null);
    const auth = page.connect({ getAuthToken });
    const done = auth.signOut();
    expect(page.closed).toBe(1);
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
    await page.arrives();
    await done;
    expect(auth.getState().authToken).toEqual({ status: 'signed-out', cause: 'signed-out' });
    expect(getAuthToken).not.toHaveBeenCalled();
    auth.retry();
    expect(getAuthToken).toHaveBeenCalledOnce();
  });

  test('a sign-out reaches the other tabs', async () => {
    const heard: unknown[] = [];
    const other = new BroadcastChannel('lcw-auth');
    other.addEventListener('message', ({ data }) => heard.push(data));
    const auth = page.connect();
    void auth.signOut();
    await page.arrives();
    await vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining({ type: 'signed-out', userId: ann })));
    other.close();
  });

  test('who is back before it was there is back in the other tabs too: they hear of it last', async () => {
    const heard: string[] = [];
    const other = new BroadcastChannel('lcw-auth');
    other.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => heard.push(data.type));
    const auth = page.connect();
    void auth.signOut();
    auth.retry();
    await page.arrives();
    await vi.waitFor(() => expect(heard).toContain('signed-out'));
    await vi.waitFor(() => expect(heard.at(-1)).toBe('signed-in'));
    other.close();
  });

  test.each(['setOptions', 'retry'] as const)('a sign-out is ended by %s', async (by) => {
    const auth = page.connect();
    void auth.signOut();
    if (by === 'retry') auth.retry();
    else auth.setOptions({ userId: bob });
    await page.arrives();
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject(valid(by === 'retry' ? ann : bob)));
  });
});
