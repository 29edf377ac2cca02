import { createTestIssuer, type TestClaims, type TestIssuer, type TestTokenOptions } from '@lcw-auth/simulator';

let issuer: Promise<TestIssuer> | undefined;

/** The key pair of this test run: made when it is first needed, in memory only. */
export function sharedTestIssuer(): Promise<TestIssuer> {
  return (issuer ??= createTestIssuer());
}

/**
 * A JWT that the simulated Omnichannel of `renderWithLiveChat` and of the Playwright fixture accepts: RS256, valid for 15 minutes.
 * @param claims In place of the sensible ones; times in seconds. A claim given as undefined is left out.
 * @param options Context variables, or a wrong signature: `{ signedWith: 'foreign' }`.
 * @example await createTestToken({ sub: contactId, exp: 0 })
 */
export async function createTestToken(claims?: TestClaims, options?: TestTokenOptions): Promise<string> {
  return (await sharedTestIssuer()).sign(claims, options);
}
