import type { Conversation } from './conversation.js';
import { isActive, type CaseRecord, type CustomerRecord, type Customers } from './customers.js';

/** Names of the context values that identify a customer or a case. (Documented: Identify customers automatically.) */
type IdentifyingName = 'Name' | 'Email' | 'Phone' | 'CaseNumber';

/**
 * Finds the record that the context values Name, Email and Phone identify. The values come from a pre-chat survey or a context
 * provider. Finds only active records, and no record when more than one matches (documented). One matching value is enough (inferred).
 */
export function identifyCustomer(context: Conversation['context'], { contacts = [], accounts = [] }: Customers): Conversation['customer'] {
  const matches = ({ name, email, phone }: CustomerRecord) =>
    isValue(context, 'Name', name) || isValue(context, 'Email', email) || isValue(context, 'Phone', phone);
  const found = (type: 'contact' | 'account', records: readonly CustomerRecord[]) =>
    records.filter((record) => isActive(record) && matches(record)).map(({ id, name }) => ({ type, id, name }));
  const [first, ...others] = [...found('contact', contacts), ...found('account', accounts)];
  return first && others.length === 0 ? first : null;
}

/** Finds the case that CaseNumber identifies. Without CaseNumber, finds the customer's only active case. (Documented.) */
export function identifyCase(
  context: Conversation['context'],
  customer: Conversation['customer'],
  cases: readonly CaseRecord[] = [],
): string | null {
  const active = cases.filter(({ status = 'active' }) => status === 'active');
  const named = active.filter(({ caseNumber }) => isValue(context, 'CaseNumber', caseNumber));
  const ofCustomer = customer ? active.filter(({ customerId }) => customerId?.toLowerCase() === customer.id.toLowerCase()) : [];
  const candidates = 'CaseNumber' in context ? named : ofCustomer;
  return candidates.length === 1 ? (candidates[0]?.caseNumber ?? null) : null;
}

/** Compares without regard to letter case, as a search in Dataverse does. */
function isValue(context: Conversation['context'], name: IdentifyingName, value: string | undefined): boolean {
  const given = context[name];
  return value !== undefined && value !== '' && given !== undefined && String(given).toLowerCase() === value.toLowerCase();
}
