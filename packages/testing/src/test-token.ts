import { createTestIssuer, type TestClaims, type TestIssuer, type TestTokenOptions } from '@lcw-auth/simulator';

let issuer: Promise<TestIssuer> | undefined;

/** Returns the issuer of this test run. Its key pair is created at the first call and stays in memory. */
export function sharedTestIssuer(): Promise<TestIssuer> {
  return (issuer ??= createTestIssuer());
}

/**
 * Creates a JWT that the simulated Omnichannel of `renderWithLiveChat` and of the Playwright fixture accepts: RS256, valid for
 * 15 minutes.
 * @param claims Claims that replace the defaults. Times are in seconds. A claim with the value undefined is left out.
 * @param options Context variables, or a wrong signature: `{ signedWith: 'foreign' }`.
 * @example await createTestToken({ sub: contactId, exp: 0 })
 */
export async function createTestToken(claims?: TestClaims, options?: TestTokenOptions): Promise<string> {
  return (await sharedTestIssuer()).sign(claims, options);
}
