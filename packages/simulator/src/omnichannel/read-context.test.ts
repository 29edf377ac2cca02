import { describe, expect, test } from 'vitest';
import { createTestIssuer } from '../test-issuer.js';
import { validateAuthToken } from './validate-auth-token.js';

const issuer = await createTestIssuer();
const check = async (lwicontexts: unknown, contextVariables?: readonly string[]) =>
  validateAuthToken(await issuer.sign({ lwicontexts }), issuer.publicKey, contextVariables ? { contextVariables } : {});
const refused = (reason: string, detail: RegExp) => ({ valid: false, reason, detail: expect.stringMatching(detail) as string });

test('a token without lwicontexts has an empty context', async () => {
  expect(await check(undefined)).toEqual({ valid: true, claims: expect.anything() as object, context: {} });
});

test('refuses lwicontexts that is not a string', async () => {
  expect(await check({ msdyn_isvip: 'true' })).toEqual(refused('context-not-a-string', /must be a string/));
});

test.each(['not json', '[]', '"text"', 'null', '7'])('refuses lwicontexts that holds %s', async (text) => {
  expect(await check(text)).toEqual(refused('context-malformed', /not a JSON object/));
});

test.each([[{ nested: {} }], [{ list: [1] }]])('refuses a value that is not primitive: %j', async (context) => {
  expect(await check(JSON.stringify(context))).toEqual(
    refused('context-not-primitive', /"(nested|list)" must be a string, a number or a boolean/),
  );
});

test('a name cannot reach into object prototypes', async () => {
  const result = await check('{"__proto__":"x","constructor":"y"}');
  expect(result).toMatchObject({ valid: true });
  expect(Object.keys(result.valid ? result.context : {})).toEqual(['__proto__', 'constructor']);
});

describe('limits', () => {
  const many = (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, '1'])));

  test('100 variables, not 101', async () => {
    expect(await check(many(100))).toMatchObject({ valid: true });
    expect(await check(many(101))).toEqual(refused('context-too-large', /101 variables\. At most 100/));
  });

  test('names of 100 characters, not 101; a refusal shows the first 40', async () => {
    expect(await check(JSON.stringify({ ['n'.repeat(100)]: 1 }))).toMatchObject({ valid: true });
    expect(await check(JSON.stringify({ ['n'.repeat(101)]: 1 }))).toEqual(
      refused('context-too-large', /^The name "n{40}" is longer than 100/),
    );
  });

  test('values of 4,000 characters, not 4,001', async () => {
    expect(await check(JSON.stringify({ value: 'v'.repeat(4000) }))).toMatchObject({ valid: true });
    expect(await check(JSON.stringify({ value: 'v'.repeat(4001) }))).toEqual(refused('context-too-large', /"value" is longer than 4000/));
  });
});

describe("the workstream's variables", () => {
  test('are the only accepted names', async () => {
    expect(await check('{"msdyn_isvip":"true"}', ['msdyn_isvip'])).toMatchObject({ valid: true });
    expect(await check('{"isvip":"true"}', ['msdyn_isvip'])).toEqual(refused('unknown-variable', /no context variable "isvip"\.$/));
  });

  test('are case-sensitive, and the refusal names the similar one', async () => {
    expect(await check('{"msdyn_isVIP":"true"}', ['msdyn_isvip'])).toEqual(refused('unknown-variable', /Did you mean "msdyn_isvip"/));
  });

  test('always include portalcontactid', async () => {
    expect(await check('{"portalcontactid":"87b4d06c-abc2-e811-a9b0-000d3a10e09e"}', [])).toMatchObject({ valid: true });
  });
});
