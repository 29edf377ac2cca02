// Patterns of secrets, for the scan of the reports and for tests that check their own page.
const secrets = {
  'a signed token': /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a private key': /-----BEGIN (RSA )?PRIVATE KEY-----\s*[\w+/]|"(d|dp|dq|qi)":\s*"[\w-]{40,}"/,
  'a bot token URL': /api\/sas\/postToken\?[^\s"'<>\\]*hmac=(?!\[|%5B|\*|…|redacted)[^\s"'<>\\&]+/i,
};

/** Returns the kinds of secret that a text contains, e.g. ["a signed token"]. */
export function secretsIn(text) {
  return Object.keys(secrets).filter((kind) => secrets[kind].test(text));
}
