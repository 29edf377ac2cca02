import { describe, expect, test } from 'vitest';
import { ann, generations, issuer, onFakeTime, openPortalPage, pass } from '../support/portal-page.fixture.js';

onFakeTime();

/** Signs a token that lives for `ms` milliseconds. */
const shortLived = (ms: number) => {
  const iat = Date.now() / 1000;
  return issuer.sign({ sub: ann, iat, exp: iat + ms / 1000 });
};

describe.each(generations)('The endpoint is not flooded (%s)', (generation) => {
  test.each([1, 50, 300, 900])('by renewals of a token that lives for %i milliseconds', async (life) => {
    const page = await openPortalPage({ generation, endpoint: { answer: () => shortLived(life) } });
    await pass(2_000);
    expect(page.endpoint.requests.length).toBeLessThanOrEqual(3);
  });

  test('by tokens that have expired on arrival', async () => {
    const page = await openPortalPage({ generation, endpoint: { answer: () => issuer.signExpired({ sub: ann }) } });
    await pass(2_000);
    expect(page.endpoint.requests.length).toBeLessThanOrEqual(4);
  });
});

describe('getAuthToken with force', () => {
  test('resolves when its request has failed, and does not wait for the retry', async () => {
    const page = await openPortalPage();
    const held = await page.auth.getAuthToken();
    page.endpoint.answer = () => Promise.reject(new Error('down'));
    page.endpoint.delay = 100;
    let token: unknown = 'pending';
    void page.auth.getAuthToken({ force: true }).then((resolved) => (token = resolved));
    await pass(99);
    expect(token).toBe('pending');
    await pass(1);
    expect(token).toBe(held);
    expect(page.endpoint.requests).toHaveLength(2);
  });
});
