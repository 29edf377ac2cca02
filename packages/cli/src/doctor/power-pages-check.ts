import { findingOf, type Finding, type Problem } from '../findings/finding.js';
import type { DoctorTarget } from './target.js';

/** The client function that every Power Pages site has. */
export const powerPagesFunction = 'auth.getAuthenticationToken';

const prerequisites =
  'Upload a custom certificate to the site and put its thumbprint into the site setting CustomCertificates/ImplicitGrantflow, then restart the site.';

/** True when a URL is one of the endpoints that every Power Pages site has. */
export function isPowerPages(url: URL | null): url is URL {
  return url !== null && /^\/_services\/auth\/(?:token|publickey)\/?$/i.test(url.pathname);
}

/** Checks the prerequisites of a chat on a Power Pages site. Returns no finding when no URL is one of Power Pages. */
export function powerPagesCheck(
  { publicKeyUrl, tokenUrl, clientFunction }: DoctorTarget,
  { hasPublicKey, hasToken }: { hasPublicKey: boolean; hasToken: boolean },
): Finding[] {
  if (!isPowerPages(publicKeyUrl) && !isPowerPages(tokenUrl)) return [];
  const problems: Problem[] = [];
  if (publicKeyUrl && tokenUrl && publicKeyUrl.origin !== tokenUrl.origin) {
    const detail = 'The public key and the token come from two different sites.';
    problems.push({
      status: 'fail',
      detail,
      fix: 'Use both URLs of the site that signs the user in, because each site signs with the key of its own certificate.',
    });
  }
  if (clientFunction !== null && clientFunction !== powerPagesFunction) {
    const detail = `Power Pages has the client function ${powerPagesFunction}.`;
    problems.push({ status: 'warn', detail, fix: `Enter ${powerPagesFunction}, unless the page itself defines ${clientFunction}.` });
  }
  if (isPowerPages(publicKeyUrl) && !hasPublicKey)
    problems.push({ status: 'fail', detail: 'The site publishes no key.', fix: prerequisites });
  if (isPowerPages(tokenUrl) && !hasToken)
    problems.push({
      status: 'fail',
      detail: 'The site gave no token.',
      fix: `Give the cookies of a signed-in user (--header). ${prerequisites}`,
    });
  return [findingOf('power-pages', problems, 'the certificate, the URLs and the client function are in place')];
}
