// Exports only Omnichannel's checks of tokens, public keys and the administrator's records, for tools that simulate no chat.
export { checkRecords } from './omnichannel/check-records.js';
export { readPublicKeys, type PublicKeys } from './omnichannel/public-keys.js';
export type { RecordProblem } from './omnichannel/records.js';
export { validateAuthToken } from './omnichannel/validate-auth-token.js';
export type { Refusal, RefusalReason, Validation, ValidationMode, ValidationPolicy, ValidToken } from './omnichannel/validation.js';
