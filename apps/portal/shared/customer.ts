/** The data about the signed-in customer that the page may have. */
export interface Customer {
  /** The GUID of the contact or account record in Dynamics 365: the token's subject. */
  id: string;
  type: 'contact' | 'account';
  name: string;
  email: string;
  vip: boolean;
}

/** The response of GET /api/session. */
export interface SessionView {
  customer: Customer | null;
}

/** The message of the sign-in and sign-out pages to every tab of the portal. */
export const sessionChannel = 'portal-session';
