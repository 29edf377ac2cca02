import type { LiveChatMessages } from './messages.js';

/** German texts, for the `messages` prop. */
export const german: LiveChatMessages = {
  signInTitle: 'Der Assistent bittet Sie, sich anzumelden',
  signInReason: 'Melden Sie sich hier an, um fortzufahren. Ihr Chat bleibt offen.',
  signIn: 'Anmelden',
  signingIn: 'Anmeldung läuft…',
  completing: 'Einen Moment, der Assistent wird informiert…',
  signedIn: 'Sie sind angemeldet. Der Assistent macht im Chat weiter.',
  signInFailed: 'Die Anmeldung hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  expiredTitle: 'Diese Anmeldeaufforderung ist abgelaufen',
  expiredReason: 'Fragen Sie den Assistenten im Chat noch einmal, dann schickt er eine neue.',
  signInInChat: 'Melden Sie sich über die Schaltfläche im Chat an, um fortzufahren.',
  dismiss: 'Schließen',
  openChat: 'Chat starten',
  chatOpening: 'Chat wird geöffnet…',
  chatFailed: 'Der Chat konnte nicht geöffnet werden. Bitte versuchen Sie es noch einmal.',
  reconnectTitle: 'Sie sind jetzt angemeldet',
  reconnectReason:
    'Dieser Chat hat vor Ihrer Anmeldung begonnen und bleibt anonym. Starten Sie einen neuen Chat, um angemeldet weiterzumachen.',
  reconnect: 'Neuen Chat starten',
  chatUnavailable: 'Der Chat ist gerade nicht verfügbar.',
  retry: 'Noch einmal versuchen',
};
