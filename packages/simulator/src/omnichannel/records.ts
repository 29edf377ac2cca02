import type { ChatAuthenticationSetting } from './chat-authentication-setting.js';
import type { CaseRecord, CustomerRecord } from './customers.js';
import type { Workstream } from './workstream.js';

/** The record of a chat widget in the admin center. */
export interface ChatWidget {
  /** The app id, which is the attribute data-app-id of the script tag. */
  id: string;
  /** The widget's name, for administrators. */
  name: string;
  /** The name of its chat authentication setting. Null: the widget has no setting and requests no token. */
  authenticationSetting: string | null;
  /** The name of its workstream. */
  workstream: string;
  /** True when sign-in is optional (mid-auth): a chat without a token is anonymous. Default false. */
  signInOptional?: boolean;
  /** True for persistent chat (conversation mode): a customer's open conversation is continued by the next chat. Default false. */
  persistentChat?: boolean;
}

/** The records that administrators edit. They are plain data. Keep them as JSON, and edit a copy and save all of it. */
export interface OmnichannelRecords {
  /** Chat authentication settings. */
  settings: readonly ChatAuthenticationSetting[];
  /** Chat widgets. */
  widgets: readonly ChatWidget[];
  /** Workstreams. Each has a name, by which widgets refer to it. */
  workstreams: readonly (Workstream & { name: string })[];
  /** Default: any GUID is the GUID of a contact. */
  contacts?: readonly CustomerRecord[];
  /** Default: none. */
  accounts?: readonly CustomerRecord[];
  /** Default: none. */
  cases?: readonly CaseRecord[];
}

/** One problem that an administrator has to correct. */
export interface RecordProblem {
  /** The list that contains the record. */
  record: keyof OmnichannelRecords;
  /** Index of the record in its list. */
  index: number;
  /** Path of the field in the record, e.g. 'routingRules[0].queue'. */
  field: string;
  /** What the administrator has to correct. */
  message: string;
}

/** The result of saving records: the saved records, or the problems that prevented it. */
export type SaveResult = { saved: true; records: OmnichannelRecords } | { saved: false; problems: readonly RecordProblem[] };
