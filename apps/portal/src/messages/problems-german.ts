/** Omnichannels Meldungen zu Datensätzen auf Deutsch. {} steht für den Namen in der Meldung. */
const problems: Readonly<Record<string, string>> = {
  'Another setting has this name.': 'Eine andere Einstellung hat bereits diesen Namen.',
  'Enter an owner.': 'Geben Sie einen Besitzer an.',
  'Another widget has this name.': 'Ein anderes Widget hat bereits diesen Namen.',
  'Enter the app id of the script tag.': 'Geben Sie die App-ID aus dem Skript-Tag an.',
  'Another widget has this app id.': 'Ein anderes Widget hat bereits diese App-ID.',
  'There is no setting named {}.': 'Es gibt keine Einstellung namens {}.',
  'There is no workstream named {}.': 'Es gibt keinen Workstream namens {}.',
  'Another workstream has this name.': 'Ein anderer Workstream hat bereits diesen Namen.',
  'Enter a GUID, such as 87b4d06c-abc2-e811-a9b0-000d3a10e09e.':
    'Geben Sie eine GUID an, zum Beispiel 87b4d06c-abc2-e811-a9b0-000d3a10e09e.',
  'Another record has this GUID.': 'Ein anderer Datensatz hat bereits diese GUID.',
  'Enter a name.': 'Geben Sie einen Namen an.',
  'Enter the URL of the public key, e.g. https://www.contoso.com/auth/publickey.':
    'Geben Sie die URL des öffentlichen Schlüssels an, z. B. https://www.contoso.com/auth/publickey.',
  'Enter a complete URL. It starts with https:// and the host.':
    'Geben Sie die vollständige URL an. Sie beginnt mit https:// und dem Host.',
  'Use https. Only localhost may use http.': 'Verwenden Sie https. Nur localhost darf http verwenden.',
  'Leave user names and passwords out of the URL.': 'Benutzernamen und Passwörter gehören nicht in die URL.',
  'Remove the part from # on. It never reaches the server.': 'Entfernen Sie den Teil ab #. Er erreicht den Server nie.',
  "Enter the function's name alone, without ().": 'Geben Sie nur den Namen der Funktion an, ohne ().',
  'Remove window. The path starts there already.': 'Entfernen Sie window. Der Pfad beginnt bereits dort.',
  'Enter names with dots between them, e.g. auth.getAuthenticationToken.':
    'Geben Sie Namen mit Punkten dazwischen an, z. B. auth.getAuthenticationToken.',
  'A workstream has at most 100 context variables.': 'Ein Workstream hat höchstens 100 Kontextvariablen.',
  'A name has at most 100 characters.': 'Ein Name hat höchstens 100 Zeichen.',
  '{} is in the list already.': '{} steht bereits in der Liste.',
  '{} differs from another name only by letter case. Tokens that confuse the names are refused.':
    '{} unterscheidet sich nur durch die Groß- und Kleinschreibung von einem anderen Namen. Token, die die Namen verwechseln, werden abgelehnt.',
  'There is no queue named {}.': 'Es gibt keine Warteschlange namens {}.',
  'Choose a queue.': 'Wählen Sie eine Warteschlange.',
  'The workstream has no context variable {}.': 'Der Workstream hat keine Kontextvariable {}.',
  'Enter what {} is compared with.': 'Geben Sie an, womit {} verglichen wird.',
  'Add a chat authentication setting. Persistent chat needs signed-in customers.':
    'Fügen Sie eine Chat-Authentifizierungseinstellung hinzu. Ein dauerhafter Chat braucht angemeldete Kunden.',
  '{} is not an IANA time zone. Enter one such as Europe/Berlin.': '{} ist keine IANA-Zeitzone. Geben Sie eine wie Europe/Berlin an.',
  '{} is not a time of day. Enter hours and minutes such as 09:00.':
    '{} ist keine Uhrzeit. Geben Sie Stunden und Minuten an, zum Beispiel 09:00.',
  'Enter a case number.': 'Geben Sie eine Fallnummer an.',
  'Another case has this number.': 'Ein anderer Fall hat bereits diese Nummer.',
  'Enter the GUID of a contact or an account.': 'Geben Sie die GUID eines Kontakts oder einer Firma an.',
  'Enter a number to compare with.': 'Geben Sie eine Zahl zum Vergleichen an.',
};

const quotedName = /"(?:[^"\\]|\\.)*"/;

/** Übersetzt eine Meldung. Eine unbekannte Meldung bleibt unverändert. */
export function problemGerman(message: string): string {
  const name = quotedName.exec(message)?.[0] ?? '';
  return problems[message.replace(quotedName, '{}')]?.replace('{}', name) ?? message;
}
