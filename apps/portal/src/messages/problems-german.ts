/** Was Omnichannel an Datensätzen auszusetzen hat, auf Deutsch. {} steht für den Namen in der Meldung. */
const problems: Readonly<Record<string, string>> = {
  'Another setting has this name.': 'Eine andere Einstellung heißt schon so.',
  'Enter an owner.': 'Geben Sie einen Besitzer an.',
  'Another widget has this name.': 'Ein anderes Widget heißt schon so.',
  'Enter the app id of the script tag.': 'Geben Sie die App-ID aus dem Skript-Tag an.',
  'Another widget has this app id.': 'Ein anderes Widget hat schon diese App-ID.',
  'There is no setting named {}.': 'Es gibt keine Einstellung namens {}.',
  'There is no workstream named {}.': 'Es gibt keinen Arbeitsstrom namens {}.',
  'Another workstream has this name.': 'Ein anderer Arbeitsstrom heißt schon so.',
  'Enter a GUID, such as 87b4d06c-abc2-e811-a9b0-000d3a10e09e.':
    'Geben Sie eine GUID an, zum Beispiel 87b4d06c-abc2-e811-a9b0-000d3a10e09e.',
  'Another record has this GUID.': 'Ein anderer Datensatz hat schon diese GUID.',
  'Enter a name.': 'Geben Sie einen Namen an.',
  'Enter the URL of the public key, e.g. https://www.contoso.com/auth/publickey.':
    'Geben Sie die URL des öffentlichen Schlüssels an, z. B. https://www.contoso.com/auth/publickey.',
  'Enter a complete URL. It starts with https:// and the host.': 'Das ist keine ganze URL: Sie beginnt mit https:// und dem Host.',
  'Use https. Only localhost may use http.': 'Verwenden Sie https. Nur dieser Rechner (localhost) darf darauf verzichten.',
  'Leave user names and passwords out of the URL.': 'Benutzernamen und Passwörter gehören nicht in die URL.',
  'Remove the part from # on. It never reaches the server.': 'Lassen Sie weg, was auf # folgt: Es erreicht den Server nie.',
  "Enter the function's name alone, without ().": 'Geben Sie nur den Namen der Funktion an, ohne ().',
  'Remove window. The path starts there already.': 'Lassen Sie window weg: Dort beginnt der Pfad schon.',
  'Enter names with dots between them, e.g. auth.getAuthenticationToken.':
    'Geben Sie einen Pfad aus Namen mit Punkten dazwischen an, z. B. auth.getAuthenticationToken.',
  'A workstream has at most 100 context variables.': 'Ein Arbeitsstrom hat höchstens 100 Kontextvariablen.',
  'A name has at most 100 characters.': 'Ein Name hat höchstens 100 Zeichen.',
  '{} is in the list already.': '{} gibt es schon.',
  '{} differs from another name only by letter case. Tokens that confuse the names are refused.':
    '{} unterscheidet sich nur durch Groß- und Kleinschreibung von einem anderen Namen: Token, die sie verwechseln, werden abgelehnt.',
  'There is no queue named {}.': 'Es gibt keine Warteschlange namens {}.',
  'Choose a queue.': 'Wählen Sie eine Warteschlange.',
  'The workstream has no context variable {}.': 'Der Arbeitsstrom hat keine Kontextvariable {}.',
  'Enter what {} is compared with.': 'Geben Sie an, womit {} verglichen wird.',
  'Add a chat authentication setting. Persistent chat needs signed-in customers.':
    'Fügen Sie eine Chatauthentifizierungseinstellung hinzu: Ein dauerhafter Chat braucht angemeldete Kunden.',
  '{} is not an IANA time zone. Enter one such as Europe/Berlin.': '{} ist keine IANA-Zeitzone. Geben Sie eine wie Europe/Berlin an.',
  '{} is not a time of day. Enter hours and minutes such as 09:00.':
    '{} ist keine Uhrzeit. Geben Sie Stunden und Minuten an, zum Beispiel 09:00.',
  'Enter a case number.': 'Geben Sie eine Fallnummer an.',
  'Another case has this number.': 'Ein anderer Fall hat schon diese Nummer.',
  'Enter the GUID of a contact or an account.': 'Geben Sie die GUID eines Kontakts oder einer Firma an.',
  'Enter a number to compare with.': 'Geben Sie eine Zahl zum Vergleichen an.',
};

const quotedName = /"(?:[^"\\]|\\.)*"/;

/** Die deutsche Meldung; eine unbekannte bleibt, wie sie ist. */
export function problemGerman(message: string): string {
  const name = quotedName.exec(message)?.[0] ?? '';
  return problems[message.replace(quotedName, '{}')]?.replace('{}', name) ?? message;
}
