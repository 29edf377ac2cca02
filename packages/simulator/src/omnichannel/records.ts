import type { ChatAuthenticationSetting } from './chat-authentication-setting.js';
import type { CaseRecord, CustomerRecord } from './customers.js';
import type { Workstream } from './workstream.js';

/** The record of a chat widget in the admin center. */
export interface ChatWidget {
  /** The app id: data-app-id of the script tag. */
  id: string;
  name: string;
  /** The name of its chat authentication setting. Null: it has none and requests no token. */
  authenticationSetting: string | null;
  /** The name of its workstream. */
  workstream: string;
  /** True when sign-in is optional (mid-auth): a chat without a token is anonymous. Default false. */
  signInOptional?: boolean;
  /** True for persistent chat (conversation mode): a customer's open conversation is continued by the next chat. Default false. */
  persistentChat?: boolean;
}

/** The records that administrators edit. They are plain data: keep them as JSON, edit a copy and save the whole. */
export interface OmnichannelRecords {
  settings: readonly ChatAuthenticationSetting[];
  widgets: readonly ChatWidget[];
  workstreams: readonly (Workstream & { name: string })[];
  /** Default: any GUID is a contact's. */
  contacts?: readonly CustomerRecord[];
  /** Default: none. */
  accounts?: readonly CustomerRecord[];
  /** Default: none. */
  cases?: readonly CaseRecord[];
}

/** One problem that an administrator has to correct. */
export interface RecordProblem {
  record: keyof OmnichannelRecords;
  /** Index of the record in its list. */
  index: number;
  field: string;
  message: string;
}

/** The result of saving records: the saved records, or the problems that prevented it. */
export type SaveResult = { saved: true; records: OmnichannelRecords } | { saved: false; problems: readonly RecordProblem[] };
