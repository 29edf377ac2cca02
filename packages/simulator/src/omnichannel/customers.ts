import type { Conversation } from './conversation.js';

/** A contact or an account of Customer Service. */
export interface CustomerRecord {
  /** A GUID. */
  id: string;
  name: string;
}

export interface Customers {
  /** Without a list any GUID is a contact's. */
  contacts?: readonly CustomerRecord[];
  accounts?: readonly CustomerRecord[];
}

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Is that a GUID, as `sub` must be for Omnichannel to link a record? */
export const isGuid = (text: string): boolean => guid.test(text);

/** The record behind a token: `sub` names a contact or an account; `portalcontactid` in the context names a contact. */
export function linkCustomer(
  sub: string,
  context: Conversation['context'],
  customers: Customers,
): Pick<Conversation, 'customer' | 'contactId'> {
  const fromContext = findContact(String(context['portalcontactid']), customers);
  const account = find(sub, customers.accounts);
  const contact = account ? null : findContact(sub, customers);
  const customer: Conversation['customer'] = account ? { type: 'account', ...account } : (contact ?? fromContext);
  return { customer, contactId: (contact ?? fromContext)?.id ?? null };
}

function findContact(id: string, { contacts }: Customers): ({ type: 'contact' } & { id: string; name?: string }) | null {
  const contact = contacts ? find(id, contacts) : isGuid(id) ? { id } : null;
  return contact ? { type: 'contact', ...contact } : null;
}

const find = (id: string, records: readonly CustomerRecord[] = []) =>
  records.find((each) => each.id.toLowerCase() === id.toLowerCase()) ?? null;
