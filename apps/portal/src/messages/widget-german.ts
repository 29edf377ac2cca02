import type { WidgetUiMessages } from '@lcw-auth/simulator';

const failures: Record<number, string> = {
  1: 'Die Angaben zu Ihrem Besuch konnten nicht übermittelt werden.',
  2: 'Wir konnten nicht bestätigen, wer Sie sind. Bitte versuchen Sie es gleich noch einmal.',
  3: 'Bitte melden Sie sich an und starten Sie den Chat dann noch einmal.',
  4: 'Ihre Anmeldung konnte nicht bestätigt werden. Bitte melden Sie sich neu an.',
  7: 'Der Chat konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und Ihren Werbeblocker.',
  8: 'Der Chat ist auf dieser Seite noch nicht eingerichtet.',
};

/** Die Texte des simulierten Widgets auf Deutsch. */
export const widgetGerman: WidgetUiMessages = {
  launcherTitle: 'Chatten Sie mit uns',
  launcherStatus: 'Wir sind online',
  launcherUnread: (count) => `Chatten Sie mit uns, ${count} neue ${count === 1 ? 'Nachricht' : 'Nachrichten'}`,
  title: 'Chatten Sie mit uns',
  statusConnecting: 'Verbindung wird aufgebaut',
  statusOnline: 'Online',
  statusEnded: 'Chat beendet',
  statusFailed: 'Nicht verbunden',
  minimise: 'Chat verkleinern',
  close: 'Chat schließen',
  conversation: 'Gespräch',
  bot: 'Virtueller Assistent',
  agent: 'Kundendienst',
  customer: 'Sie',
  connectingTitle: 'Ihr Chat beginnt',
  connectingText: 'Das dauert einen Moment. Sie können das Fenster so lange verkleinern.',
  typing: (name) => `${name} schreibt`,
  signInTitle: 'Zum Fortfahren anmelden',
  signInText: 'Der virtuelle Assistent muss wissen, wer Sie sind.',
  signIn: 'Anmelden',
  signInDone: 'Sie sind angemeldet.',
  composerLabel: 'Ihre Nachricht',
  send: 'Nachricht senden',
  endQuestion: 'Möchten Sie diesen Chat beenden?',
  endConfirm: 'Chat beenden',
  endCancel: 'Weiter chatten',
  ended: 'Dieser Chat ist beendet.',
  startNewChat: 'Neuen Chat beginnen',
  failedTitle: 'Ihr Chat konnte nicht beginnen',
  failedText: (errorCode) =>
    (errorCode === undefined ? undefined : failures[errorCode]) ?? 'Etwas ist schiefgegangen. Bitte versuchen Sie es noch einmal.',
  errorCode: (errorCode) => `Fehler ${errorCode}`,
  tryAgain: 'Noch einmal versuchen',
  dismiss: 'Ausblenden',
};
