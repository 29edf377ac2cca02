import type { Conversation } from './conversation.js';

/** A contact or an account of Customer Service. */
export interface CustomerRecord {
  /** A GUID. */
  id: string;
  /** The customer's name. */
  name: string;
  /** The email address by which a context value may identify the record. */
  email?: string;
  /** The mobile phone of a contact, or the phone of an account. */
  phone?: string;
  /** Only records with the standard status 'active' are linked. 'custom' stands for any custom status code. Default 'active'. */
  status?: 'active' | 'inactive' | 'custom';
}

/** A case (incident) of Customer Service. */
export interface CaseRecord {
  /** The ticket number, e.g. 'CAS-01234'. */
  caseNumber: string;
  /** The GUID of the case's contact or account. Default: none. */
  customerId?: string;
  /** Default 'active'. */
  status?: 'active' | 'resolved';
}

/** The records to which a conversation can be linked. */
export interface Customers {
  /** Without this list, any GUID is the GUID of a contact. */
  contacts?: readonly CustomerRecord[];
  accounts?: readonly CustomerRecord[];
  cases?: readonly CaseRecord[];
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Returns whether a text is a GUID, as `sub` must be for Omnichannel to link a record. */
export const isGuid = (text: string): boolean => guid.test(text);

/** Returns whether Omnichannel links the record. */
export const isActive = ({ status = 'active' }: CustomerRecord): boolean => status === 'active';

/** Finds the record that a token names. `sub` names a contact or an account. `portalcontactid` in the context names a contact. */
export function linkCustomer(sub: string, context: Conversation['context'], customers: Customers): Conversation['customer'] {
  const account = find(sub, customers.accounts);
  if (account) return { type: 'account', ...account };
  return findContact(sub, customers) ?? findContact(String(context['portalcontactid']), customers);
}

/** Finds the contact of a conversation, also when `sub` names an account and `portalcontactid` names a contact. */
export function linkContact(sub: string, context: Conversation['context'], customers: Customers): string | null {
  const bySubject = find(sub, customers.accounts) ? null : findContact(sub, customers);
  return (bySubject ?? findContact(String(context['portalcontactid']), customers))?.id ?? null;
}

function findContact(id: string, { contacts }: Customers): NonNullable<Conversation['customer']> | null {
  const contact = contacts ? find(id, contacts) : isGuid(id) ? { id } : null;
  return contact ? { type: 'contact', ...contact } : null;
}

function find(id: string, records: readonly CustomerRecord[] = []): { id: string; name: string } | null {
  const record = records.find((each) => isActive(each) && each.id.toLowerCase() === id.toLowerCase());
  return record ? { id: record.id, name: record.name } : null;
}
