import { describe, expect, test, vi } from 'vitest';
import { onLatePage } from './late-engine.fixture.js';
import { ann, bob, claimsOf, onFakeTime, pass } from './portal-page.fixture.js';

onFakeTime();
const page = onLatePage();

const never = () => new Promise<never>(() => {});
const valid = (sub: string) => ({ status: 'valid', error: null, claims: { sub } });

describe('While the chunk with the engine is on its way', () => {
  test('both providers are registered, inside lcw:ready', () => {
    page.connect();
    expect(Object.keys(page.providers)).toEqual(['auth', 'bot']);
  });

  test('an ask waits for it, and gets one token', async () => {
    const auth = page.connect();
    const answers = page.ask();
    await pass(0);
    expect(answers).toEqual([]);
    expect(auth.getState().authToken).toEqual({ status: 'pending' });
    await page.arrives();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(claimsOf(answers[0]).sub).toBe(ann);
    expect(auth.getState().authToken).toMatchObject(valid(ann));
    expect(page.ask()).toHaveLength(1);
  });

  test('an ask gets null at the time limit, and a card shows at its own: each once, and the state says why', async () => {
    const auth = page.connect({ tokenTimeout: 4000 });
    const [answers, cards] = [page.ask(), page.askForCard()];
    await pass(1799);
    expect(cards).toEqual([]);
    await pass(1);
    expect(cards).toEqual([true]);
    await pass(2199);
    expect(answers).toEqual([]);
    await pass(1);
    expect(answers).toEqual([null]);
    expect(auth.getState().authToken).toMatchObject({ status: 'error', error: { code: 'engine-not-loaded' } });
    expect(page.events).toContainEqual(expect.objectContaining({ type: 'token-answered', answer: 'null', afterMs: 4000 }));
    await page.arrives();
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject(valid(ann)));
    expect([answers, cards]).toEqual([[null], [true]]);
  });

  test('a card is answered while the widget still hears it, whatever the deadline says', async () => {
    page.connect({ botSso: { getToken: async () => null, deadline: 5000 } });
    const cards = page.askForCard();
    await pass(1900);
    expect(cards).toEqual([true]);
  });

  test('a card that was shown meanwhile is completed when somebody signs in', async () => {
    const post = vi.fn<typeof fetch>(async () => new Response());
    vi.stubGlobal('fetch', post);
    const auth = page.connect({ userId: null, botSso: { getToken: async ({ userId }) => userId && 'token' } });
    page.askForCard();
    await pass(1800);
    await page.arrives();
    expect(auth.getState().botSso).toMatchObject({ status: 'sign-in-required', signInId: 'card-1' });
    auth.setOptions({ userId: ann });
    await pass(100);
    expect(auth.getState().botSso).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
    expect(post).toHaveBeenCalledOnce();
  });

  test.each([
    ['who signs in before it is there', null],
    ['who was there all the time', ann],
  ])('a card that was shown meanwhile is completed for somebody %s', async (_who, userId) => {
    const post = vi.fn<typeof fetch>(async () => new Response());
    vi.stubGlobal('fetch', post);
    const auth = page.connect({ userId, botSso: { getToken: async (request) => request.userId && `token of ${request.userId}` } });
    page.askForCard();
    await pass(1800);
    auth.setOptions({ userId: ann });
    await page.arrives();
    await pass(500);
    expect(auth.getState().botSso).toMatchObject({ status: 'signed-in', signInId: 'card-1' });
    expect(post.mock.calls.map(([, init]) => init?.body)).toEqual([JSON.stringify({ token: `token of ${ann}` })]);
  });

  test.each([
    ['another comes', [bob]],
    ['they sign out', [null]],
    ['they sign out and another comes', [null, bob]],
  ])('a card that was shown meanwhile is forgotten when %s: nobody else’s token goes there', async (_how, people) => {
    const post = vi.fn<typeof fetch>(async () => new Response());
    vi.stubGlobal('fetch', post);
    const auth = page.connect({ botSso: { getToken: async ({ userId }) => userId && `token of ${userId}` } });
    const cards = page.askForCard();
    for (const userId of people) auth.setOptions({ userId });
    expect(cards).toEqual([true]);
    await page.arrives();
    await pass(5000);
    expect(post).not.toHaveBeenCalled();
    expect(auth.getState().botSso.cards).toEqual([]);
  });

  test('a card that failed in another tab meanwhile is not tried again: its showing is the same', async () => {
    const post = vi.fn<typeof fetch>(async () => new Response());
    vi.stubGlobal('fetch', post);
    page.connect({ botSso: { getToken: async () => 'token' } });
    const cards = page.askForCard();
    await pass(100);
    const failure = { type: 'card', userId: ann, signInId: 'card-1', httpStatus: 503, id: 1, age: 1400 };
    const other = new BroadcastChannel('lcw-auth');
    const isAsked = new Promise<void>((resolve) => {
      other.addEventListener('message', ({ data }: MessageEvent<{ type: string }>) => {
        if (data.type === 'opened') resolve(other.postMessage(failure));
      });
    });
    await pass(1500);
    await page.arrives();
    await isAsked;
    await vi.waitFor(() => expect(cards).toEqual([true]));
    await pass(1000);
    expect(post).not.toHaveBeenCalled();
    other.close();
  });

  test('the time that an ask has waited counts: its answer comes within the limit, the app’s own too', async () => {
    const auth = page.connect({ tokenTimeout: 4000, getAuthToken: never });
    const answers = page.ask();
    const own = vi.fn<(token: string | null) => void>();
    void auth.getAuthToken().then(own);
    await pass(3000);
    await page.arrives();
    expect(answers).toEqual([]);
    await pass(1000);
    expect(answers).toEqual([null]);
    expect(own).toHaveBeenCalledWith(null);
  });

  test('the app may stop waiting for its own', async () => {
    const auth = page.connect();
    const controller = new AbortController();
    const own = auth.getAuthToken({ signal: controller.signal });
    controller.abort();
    expect(await own).toBeNull();
  });

  test('nobody signed in, and nobody to ask for it, is an answer that needs no chunk', () => {
    page.connect({ userId: null, signInOptional: true });
    expect(page.ask()).toEqual([null]);
  });

  test('who signs in meanwhile is who an earlier ask of nobody is answered for', async () => {
    const auth = page.connect({ userId: null, onSignInNeeded: () => {} });
    const answers = page.ask();
    auth.setOptions({ userId: ann });
    await page.arrives();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(claimsOf(answers[0]).sub).toBe(ann);
  });

  test('the state follows the options', () => {
    const auth = page.connect({ userId: null, botSso: undefined });
    expect(auth.getState()).toMatchObject({ authToken: { status: 'signed-out', cause: 'no-user' }, botSso: { status: 'disabled' } });
    auth.setOptions({ userId: ann, botSso: { getToken: async () => null } });
    expect(auth.getState()).toMatchObject({ userId: ann, authToken: { status: 'pending' }, botSso: { status: 'idle' } });
  });

  test('a remount with another user in one task is no conflict', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    page.connect();
    await pass(1);
    page.disconnect();
    page.connect({ userId: bob });
    await pass(1);
    expect(warn).not.toHaveBeenCalled();
  });

  test('whoever disconnects meanwhile is asked for nothing, and leaves nobody waiting', async () => {
    const getAuthToken = vi.fn<() => Promise<null>>(async () => null);
    page.connect({ getAuthToken });
    const answers = page.ask();
    page.disconnect();
    await pass(0);
    expect(answers).toEqual([null]);
    await page.arrives();
    expect(getAuthToken).not.toHaveBeenCalled();
  });

  test('a page whose browser refuses a channel between tabs works on its own', async () => {
    vi.stubGlobal('BroadcastChannel', function refuse() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    const auth = page.connect();
    await page.arrives();
    await vi.waitFor(() => expect(auth.getState().authToken).toMatchObject(valid(ann)));
  });
});
