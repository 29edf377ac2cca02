import { expect, test, vi } from 'vitest';
import { ann, claimsOf, onFakeTime, openPortalPage, pass, until } from '../support/portal-page.fixture.js';

onFakeTime();

/** The session of a signed-in user is fetched again while a request for a token runs. */
async function openPageWithRunningRequest() {
  const page = await openPortalPage({ endpoint: { delay: 1_000 }, tokenTimeout: 3_000 });
  const signIn = vi.fn<() => void>();
  page.auth.setOptions({ onSignInNeeded: signIn });
  return { page, signIn };
}

test('a request of the widget waits while the session is unknown, although its token has arrived', async () => {
  const { page } = await openPageWithRunningRequest();
  const { answers } = page.requestToken();
  page.auth.setOptions({ userId: undefined });
  await pass(2_000);
  expect(answers).toEqual([]);
  page.auth.setOptions({ userId: ann });
  await pass(0);
  expect(answers.map(({ token }) => claimsOf(token).sub)).toEqual([ann]);
});

test('a request of the app waits too', async () => {
  const { page } = await openPageWithRunningRequest();
  const requested = page.auth.getAuthToken();
  page.auth.setOptions({ userId: undefined });
  await pass(2_000);
  page.auth.setOptions({ userId: ann });
  expect(claimsOf(await until(requested)).sub).toBe(ann);
  expect(page.endpoint.requests).toHaveLength(1);
});

test('a request receives null at its time limit when the session stays unknown', async () => {
  const { page, signIn } = await openPageWithRunningRequest();
  const request = page.requestToken();
  const requested = page.auth.getAuthToken();
  page.auth.setOptions({ userId: undefined });
  await pass(3_000);
  expect(request.answers).toMatchObject([{ token: null }]);
  expect(await until(requested)).toBeNull();
  expect(signIn).not.toHaveBeenCalled();
  page.auth.setOptions({ userId: ann });
});

test('a request that fails for good meanwhile is answered when the session is known again', async () => {
  const { page } = await openPageWithRunningRequest();
  page.endpoint.answer = async () => 'not a JWT';
  const request = page.requestToken();
  page.auth.setOptions({ userId: undefined });
  await pass(2_000);
  Object.assign(page.endpoint, { answer: null, delay: 0 });
  page.auth.setOptions({ userId: ann });
  expect(claimsOf(await page.responseTo(request)).sub).toBe(ann);
});

test('a session that becomes unknown again in the same task does not call onSignInNeeded', async () => {
  const signIn = vi.fn<() => void>();
  const page = await openPortalPage({ userId: undefined, onSignInNeeded: signIn });
  const { answers } = page.requestToken();
  page.auth.setOptions({ userId: null });
  page.auth.setOptions({ userId: undefined });
  await pass(1_000);
  expect(signIn).not.toHaveBeenCalled();
  expect(answers).toEqual([]);
  page.auth.setOptions({ userId: ann });
  await pass(0);
  expect(answers.map(({ token }) => claimsOf(token).sub)).toEqual([ann]);
});
