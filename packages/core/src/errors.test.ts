import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { errorCodes, liveChatAuthError, type LiveChatAuthErrorCode } from '@lcw-auth/core';

const folder = new URL('.', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name) && name !== 'error-of.ts')
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

/** The sections of ERRORS.md by their code. */
const sections = new Map(
  readFileSync(new URL('../ERRORS.md', folder), 'utf8')
    .split('\n### ')
    .slice(1)
    .map((section) => {
      const [code = '', text = ''] = section.split('\n\n');
      return [code, text];
    }),
);

/** What the widget documents; these codes come out of its events, not out of our own code. */
const widgetCodes: Partial<Record<LiveChatAuthErrorCode, number>> = {
  'context-provider-failed': 1,
  'token-provider-failed': 2,
  'token-not-provided': 3,
  'token-rejected': 4,
  'widget-script-failed': 7,
  'client-function-missing': 8,
};

describe('Rule 16: every error code has one complete row', () => {
  test.each(errorCodes)('%s says what happened, on whose side, and what to do', (code) => {
    const error = new LiveChatAuthError(code);
    expect(error).toMatchObject({ name: 'LiveChatAuthError', code });
    expect(error.message).toMatch(/^(Page|Token endpoint|Widget|Omnichannel|Bot): \S.*[.?]$/);
    expect(error.hint).toMatch(/^[A-Z].{9,}[.?]$/);
    expect(error.message).toContain(error.hint);
    expect(error.docsUrl).toMatch(new RegExp(`^https://[^#]+/packages/core/ERRORS\\.md#${code}$`));
    expect(typeof error.retryable).toBe('boolean');
  });

  test.each(errorCodes)('%s has its section in ERRORS.md, which agrees with the row', (code) => {
    const { message, retryable, widgetErrorCode } = new LiveChatAuthError(code);
    const section = sections.get(code) ?? '';
    const side = message.slice(0, message.indexOf(':'));
    expect(section.startsWith(widgetErrorCode ? `${side}, code ${widgetErrorCode}. ` : `${side}. `)).toBe(true);
    // What the widget reports, the client cannot try again by itself.
    expect(section.includes('Tried again')).toBe(retryable && !code.startsWith('widget-') && !widgetErrorCode);
  });

  test('ERRORS.md tells of no code that there is not', () => {
    expect([...sections.keys()].toSorted()).toEqual(errorCodes.toSorted());
  });

  test.each(errorCodes)('%s reads differently from all others', (code) => {
    const same = errorCodes.filter((other) => new LiveChatAuthError(other).message === new LiveChatAuthError(code).message);
    expect(same).toEqual([code]);
  });

  test.each(errorCodes.filter((code) => !(code in widgetCodes) && code !== 'widget-error'))('%s is raised somewhere', (code) => {
    expect(sources).toMatch(new RegExp(`(liveChatAuthError|firstError)\\('${code}'`));
  });

  test.each(errorCodes)("%s has the widget's own code where the widget has one", (code) => {
    expect(new LiveChatAuthError(code).widgetErrorCode).toBe(widgetCodes[code]);
  });

  test('puts a detail of ours into the message', () => {
    expect(new LiveChatAuthError('token-claim', 'sub').message).toContain('(sub)');
  });

  test('is an Error with a stack, and its code survives JSON', () => {
    const error = new LiveChatAuthError('token-timeout');
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).toContain('errors.test');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'token-timeout', retryable: true });
  });
});
