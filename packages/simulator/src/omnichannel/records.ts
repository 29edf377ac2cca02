import type { ChatAuthenticationSetting } from './chat-authentication-setting.js';
import type { CaseRecord, CustomerRecord } from './customers.js';
import type { Workstream } from './workstream.js';

/** A chat widget of the admin center. */
export interface ChatWidget {
  /** The script tag's data-app-id. */
  id: string;
  name: string;
  /** The name of the chat authentication setting added to it, or null: then it never asks. */
  authenticationSetting: string | null;
  /** The name of its workstream. */
  workstream: string;
  /** True when sign-in is optional (mid-auth): a chat without a token is anonymous. Default false. */
  signInOptional?: boolean;
  /** True for persistent chat (conversation mode): a customer's open conversation is continued by the next chat. Default false. */
  persistentChat?: boolean;
}

/** What administrators edit. Plain data: keep it as JSON, edit a copy, save the whole. */
export interface OmnichannelRecords {
  settings: readonly ChatAuthenticationSetting[];
  widgets: readonly ChatWidget[];
  workstreams: readonly (Workstream & { name: string })[];
  /** Without a list any GUID is a contact's. */
  contacts?: readonly CustomerRecord[];
  accounts?: readonly CustomerRecord[];
  cases?: readonly CaseRecord[];
}

/** One thing that an administrator has to correct, at a record and field. */
export interface RecordProblem {
  record: keyof OmnichannelRecords;
  /** The record's place in its list. */
  index: number;
  field: string;
  message: string;
}

/** Two parties see the same records: those that were saved, or what is wrong with those that were not. */
export type SaveResult = { saved: true; records: OmnichannelRecords } | { saved: false; problems: readonly RecordProblem[] };
