import type { Language } from '../language.js';

/** The texts of the identity provider in both languages. */
export const texts: Record<
  Language,
  Record<'title' | 'lead' | 'contact' | 'account' | 'vip' | 'cancel' | 'note' | 'signingOut' | 'signOut' | 'failed' | 'close', string>
> = {
  en: {
    title: 'Sign in to Halden Coffee',
    lead: 'Choose an account.',
    contact: 'Contact',
    account: 'Account',
    vip: 'VIP',
    cancel: 'Not now',
    note: 'A demo identity provider on this machine. It needs no password.',
    signingOut: 'Signing you out',
    signOut: 'Sign out',
    failed: 'Sign-in did not work',
    close: 'Close this window and try again.',
  },
  de: {
    title: 'Anmelden bei Halden Coffee',
    lead: 'Wählen Sie ein Konto.',
    contact: 'Kontakt',
    account: 'Firma',
    vip: 'VIP',
    cancel: 'Jetzt nicht',
    note: 'Ein Demo-Identitätsanbieter auf diesem Rechner. Sie brauchen kein Passwort.',
    signingOut: 'Sie werden abgemeldet',
    signOut: 'Abmelden',
    failed: 'Die Anmeldung hat nicht geklappt',
    close: 'Schließen Sie dieses Fenster und versuchen Sie es noch einmal.',
  },
};
