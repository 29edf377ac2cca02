import type { Customer } from '../../shared/customer.js';

/** A contact or an account that can sign in at the embedded identity provider. */
export interface NamedCustomer extends Customer {
  givenName: string;
  familyName: string;
}

/** The demo's customers. Their ids are the GUIDs of their records in Dynamics 365. */
export const namedCustomers: readonly NamedCustomer[] = [
  {
    id: '7d2c3f0e-5b0a-4b6e-9c35-1f6a0d8e4a11',
    type: 'contact',
    name: 'Ada Winter',
    givenName: 'Ada',
    familyName: 'Winter',
    email: 'ada.winter@example.com',
    vip: true,
  },
  {
    id: 'b1e6a7c4-08d9-4d57-8a3b-6c2f9e1d7b22',
    type: 'contact',
    name: 'Jonas Berg',
    givenName: 'Jonas',
    familyName: 'Berg',
    email: 'jonas.berg@example.com',
    vip: false,
  },
  {
    id: '3f9b5d18-6e7c-4f02-b4a9-8d0c2e5f6c33',
    type: 'account',
    name: 'Café Nordlicht',
    givenName: 'Maya',
    familyName: 'Okafor',
    email: 'orders@nordlicht.example',
    vip: false,
  },
];
