/** What the page may know about who is signed in. */
export interface Customer {
  /** The GUID of the contact or account record in Dynamics 365: the token's subject. */
  id: string;
  type: 'contact' | 'account';
  name: string;
  email: string;
  vip: boolean;
}

/** The answer of GET /api/session. */
export interface SessionView {
  customer: Customer | null;
}

/** What the sign-in and sign-out pages tell every tab of the portal. */
export const sessionChannel = 'portal-session';
