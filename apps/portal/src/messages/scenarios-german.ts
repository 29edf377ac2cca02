/** Die Szenarien des Simulators auf Deutsch, nach ihrer id: der Titel, und was passiert. */
export const scenariosGerman: Readonly<Record<string, readonly [title: string, happens: string]>> = {
  'no-authentication-setting': [
    'Keine Authentifizierungseinstellung',
    'Das Chat-Widget hat keine Chat-Authentifizierungseinstellung. Es fordert kein Token an, und der Chat ist anonym.',
  ],
  'no-client-function': [
    'Einstellung ohne Clientfunktion',
    'Die Einstellung nennt keine JavaScript-Clientfunktion. Das Widget fordert kein Token an.',
  ],
  'other-client-function': [
    'Einstellung mit anderer Clientfunktion',
    'Die Einstellung nennt die Funktion eines anderen Skripts. Das Widget ruft diese auf, und sie liefert kein Token.',
  ],
  'chat-before-sign-in': [
    'Chat vor der Anmeldung',
    'Die Anmeldung ist optional. Ein Chat, der vor der Anmeldung beginnt, bleibt anonym, bis er endet oder die Seite neu geladen wird.',
  ],
  'other-provider': [
    'Ein anderes Skript antwortet',
    'Ein anderes Skript registriert nach lcw:ready seinen eigenen Provider, und dieser liefert kein Token.',
  ],
  'token-exchange-required': [
    'Karte: Tokenaustausch erforderlich',
    'Die Verbindung des Bots erwartet eine Anfrage zum Tokenaustausch. Der Dienst antwortet auf die dokumentierte Anfrage mit 400, und die Karte erscheint.',
  ],
  'slow-token': ['Langsamer Token-Endpunkt', 'Der Token-Endpunkt braucht 8,5 Sekunden, knapp unter dem Zeitlimit von 10 Sekunden.'],
  'token-too-late': [
    'Token kommt zu spät',
    'Der Token-Endpunkt braucht 11 Sekunden. Das Widget wartet 10 Sekunden: Fehler 2, oder Fehler 3, wenn die Seite rechtzeitig null liefert.',
  ],
  'token-endpoint-hangs': ['Token-Endpunkt hängt', 'Der Token-Endpunkt nimmt die Anfrage an und antwortet nie.'],
  'token-endpoint-down': ['Token-Endpunkt ist ausgefallen', 'Der Token-Endpunkt antwortet mit 503.'],
  'token-endpoint-unreachable': ['Token-Endpunkt ist nicht erreichbar', 'Keine Anfrage erreicht den Token-Endpunkt.'],
  'token-is-a-web-page': ['Token-Endpunkt antwortet mit einer Webseite', 'Ein Proxy antwortet mit 200 und HTML statt des Tokens.'],
  'session-expired': ['Sitzung ist abgelaufen', 'Der Token-Endpunkt antwortet mit 401: Der Kunde ist abgemeldet.'],
  'empty-token': ['Leeres Token', 'Der Token-Endpunkt antwortet mit 200 und leerem Inhalt: Fehler 3.'],
  'malformed-token': ['Fehlerhaftes Token', 'Das Token hat nicht drei Teile: Fehler 4.'],
  'expired-token': ['Abgelaufenes Token', 'Der Token-Endpunkt liefert Token, die gestern abgelaufen sind: Fehler 4.'],
  'foreign-key': ['Fremder Schlüssel', 'Die Token sind mit einem Schlüssel signiert, der nicht veröffentlicht ist: Fehler 4.'],
  'wrong-algorithm': ['HS256', 'Die Token sind mit HS256 signiert, wie in Microsofts eigenem Beispiel: Fehler 4.'],
  'missing-subject': ['Kein sub', 'Den Token fehlt der Claim sub: Fehler 4.'],
  'unserialised-context': ['lwicontexts ist ein Objekt', 'lwicontexts wurde vor dem Signieren nicht serialisiert: Fehler 4.'],
  'unknown-variable': ['Unbekannte Kontextvariable', 'lwicontexts nennt eine Variable, die der Workstream nicht hat: Fehler 4.'],
  'public-key-unreachable': ['URL des Schlüssels ist ausgefallen', 'Omnichannel kann den öffentlichen Schlüssel nicht abrufen: Fehler 4.'],
  'public-key-malformed': [
    'URL des Schlüssels antwortet mit einer Webseite',
    'Die URL in der Einstellung liefert HTML statt eines Schlüssels: Fehler 4.',
  ],
  'clock-ahead': ['Uhr des Portals geht vor', 'Die Uhr des Portals geht 10 Minuten vor. Seine Token gelten deshalb noch nicht: Fehler 4.'],
  'clock-behind': [
    'Uhr des Portals geht nach',
    'Die Uhr des Portals geht einen Tag nach. Seine Token sind deshalb schon bei der Ankunft abgelaufen: Fehler 4.',
  ],
  'card-deadline-missed': [
    'Karte: Zeitlimit überschritten',
    'Der Token-Dienst des Bots braucht 3 Sekunden. Das Widget wartet etwa 2 Sekunden und zeigt dann die Karte.',
  ],
  'bot-token-service-down': ['Karte: Token-Dienst ist ausgefallen', 'Der Token-Dienst des Bots antwortet mit 500: Die Karte erscheint.'],
  'bot-token-service-hangs': [
    'Karte: Token-Dienst hängt',
    'Der Token-Dienst des Bots nimmt die Anfrage an und antwortet nie: Die Karte erscheint.',
  ],
  'already-signed-in': [
    'Karte: schon angemeldet',
    'Der Token-Dienst des Bots antwortet mit 202: Die Karte bleibt ausgeblendet. Das Ergebnis wird nicht gespeichert.',
  ],
  'card-unknown': [
    'Karte: schon erledigt',
    'Der Token-Dienst des Bots antwortet mit 404: Die Karte bleibt ausgeblendet. Das Ergebnis wird nicht gespeichert.',
  ],
  'foreign-bot-host': [
    'Karte: fremder Host',
    'Die Bot-Token-URL der Karte führt zu einem fremden Host. Dorthin darf nichts gesendet werden.',
  ],
  'two-cards': ['Zwei Karten zugleich', 'Der Bot sendet zwei Anmeldekarten. Die zweite wartet hinter der ersten.'],
  'repeated-card': [
    'Dieselbe Karte noch einmal',
    'Der Bot sendet eine Karte zweimal. Nach einer rechtzeitigen Entscheidung entfällt die zweite. Nach einem Zeitlimit fragt das Widget noch einmal.',
  ],
  'ready-late': ['Widget kommt spät', 'lcw:ready kommt 20 Sekunden nach dem Skript.'],
  'ready-never': ['Widget wird nie bereit', 'Das Skript wird geladen, aber lcw:ready kommt nie.'],
  'script-blocked': [
    'Skript ist blockiert',
    'Das Skript des Widgets kann nicht geladen werden: wegen eines Inhaltsblockers oder der Richtlinie der Seite.',
  ],
  'scripts-fail': ['Skripte des Widgets schlagen fehl', 'Das erste Skript wird geladen, die weiteren nicht: Fehler 7.'],
  'flaky-network': ['Unzuverlässiges Netzwerk', 'Drei von zehn Anfragen gehen verloren, überall.'],
};
