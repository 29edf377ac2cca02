// As in packages/testing/src/optional-options.test-d.ts: an option that may be left out may also be undefined.
import type { FileDriverOptions, FixedKeyRingOptions, KeyRingOptions, TokenServiceOptions } from './index.js';

type Strict<Options> = {
  [Name in keyof Options]-?: object extends Pick<Options, Name>
    ? Record<Name, undefined> extends Pick<Options, Name>
      ? never
      : Name
    : never;
}[keyof Options];

declare const names: [Strict<FileDriverOptions>, Strict<FixedKeyRingOptions>, Strict<KeyRingOptions>, Strict<TokenServiceOptions>];
export const none: never[] = names;
