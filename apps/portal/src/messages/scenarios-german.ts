/** Die Szenarien des Simulators auf Deutsch, nach ihrer id: Titel, und was geschieht. */
export const scenariosGerman: Readonly<Record<string, readonly [title: string, happens: string]>> = {
  'no-authentication-setting': [
    'Keine Authentifizierungseinstellung',
    'Das Chat-Widget hat keine Chatauthentifizierungseinstellung. Es fordert kein Token an, und der Chat ist anonym.',
  ],
  'no-client-function': [
    'Einstellung ohne Clientfunktion',
    'Die Einstellung nennt keine JavaScript-Clientfunktion. Das Widget fordert kein Token an.',
  ],
  'other-client-function': [
    'Einstellung mit anderer Clientfunktion',
    'Die Einstellung nennt die Funktion eines anderen Skripts. Das Widget ruft diese auf, und sie gibt kein Token.',
  ],
  'chat-before-sign-in': [
    'Chat vor der Anmeldung',
    'Die Anmeldung ist freiwillig. Ein Chat, der vor der Anmeldung beginnt, bleibt anonym, bis er endet oder die Seite neu lädt.',
  ],
  'other-provider': [
    'Ein anderes Skript antwortet',
    'Ein anderes Skript registriert nach lcw:ready seine eigene Funktion für Token, und sie gibt kein Token.',
  ],
  'token-exchange-required': [
    'Karte: Tokenaustausch verlangt',
    'Die Verbindung des Bots verlangt den Inhalt eines Tokenaustauschs. Der Dienst antwortet auf den dokumentierten mit 400, und die Karte erscheint.',
  ],
  'slow-token': ['Langsamer Token-Endpunkt', 'Der Token-Endpunkt braucht 8,5 Sekunden, gerade noch in der Frist von 10.'],
  'token-too-late': [
    'Token kommt zu spät',
    'Der Token-Endpunkt braucht 11 Sekunden. Das Widget wartet 10: Fehler 2, oder 3, wo die Seite rechtzeitig null antwortet.',
  ],
  'token-endpoint-hangs': ['Token-Endpunkt hängt', 'Der Token-Endpunkt nimmt den Aufruf an und antwortet nie.'],
  'token-endpoint-down': ['Token-Endpunkt ist ausgefallen', 'Der Token-Endpunkt antwortet 503.'],
  'token-endpoint-unreachable': ['Token-Endpunkt ist nicht erreichbar', 'Kein Aufruf kommt beim Token-Endpunkt an.'],
  'token-is-a-web-page': ['Token-Endpunkt antwortet mit einer Webseite', 'Ein Proxy antwortet 200 mit HTML statt des Tokens.'],
  'session-expired': ['Sitzung ist abgelaufen', 'Der Token-Endpunkt antwortet 401: Die Kundin ist abgemeldet.'],
  'empty-token': ['Leeres Token', 'Der Token-Endpunkt antwortet 200 mit nichts darin: Fehler 3.'],
  'malformed-token': ['Missgebildetes Token', 'Was der Token-Endpunkt gibt, hat nicht drei Teile: Fehler 4.'],
  'expired-token': ['Abgelaufenes Token', 'Der Token-Endpunkt gibt Token, die gestern abgelaufen sind: Fehler 4.'],
  'foreign-key': ['Fremder Schlüssel', 'Die Token sind mit einem Schlüssel signiert, der nicht veröffentlicht ist: Fehler 4.'],
  'wrong-algorithm': ['HS256', 'Die Token sind mit HS256 signiert, wie in Microsofts eigenem Beispiel: Fehler 4.'],
  'missing-subject': ['Kein sub', 'Den Token fehlt der Claim sub: Fehler 4.'],
  'unserialised-context': ['lwicontexts ist ein Objekt', 'lwicontexts wurde vor dem Signieren nicht serialisiert: Fehler 4.'],
  'unknown-variable': ['Unbekannte Kontextvariable', 'lwicontexts nennt eine Variable, die der Arbeitsstrom nicht hat: Fehler 4.'],
  'public-key-unreachable': ['URL des Schlüssels ist ausgefallen', 'Omnichannel kann den öffentlichen Schlüssel nicht holen: Fehler 4.'],
  'public-key-malformed': [
    'URL des Schlüssels antwortet mit einer Webseite',
    'Die URL in der Einstellung führt zu HTML, nicht zu einem Schlüssel: Fehler 4.',
  ],
  'clock-ahead': ['Uhr des Portals geht vor', 'Die Uhr des Portals geht 10 Minuten vor, seine Token gelten also noch nicht: Fehler 4.'],
  'clock-behind': [
    'Uhr des Portals geht nach',
    'Die Uhr des Portals geht einen Tag nach, seine Token sind also bei der Ankunft abgelaufen: Fehler 4.',
  ],
  'card-deadline-missed': [
    'Karte: Frist versäumt',
    'Der Token-Dienst des Bots braucht 3 Sekunden. Das Widget wartet etwa 2 und zeigt die Karte.',
  ],
  'bot-token-service-down': ['Karte: Token-Dienst ist ausgefallen', 'Der Token-Dienst des Bots antwortet 500: Die Karte erscheint.'],
  'bot-token-service-hangs': [
    'Karte: Token-Dienst hängt',
    'Der Token-Dienst des Bots nimmt den Aufruf an und antwortet nie: Die Karte erscheint.',
  ],
  'already-signed-in': [
    'Karte: schon angemeldet',
    'Der Token-Dienst des Bots antwortet 202: Die Karte bleibt verborgen und wird nicht gemerkt.',
  ],
  'card-unknown': ['Karte: schon erledigt', 'Der Token-Dienst des Bots antwortet 404: Die Karte bleibt verborgen und wird nicht gemerkt.'],
  'foreign-bot-host': ['Karte: fremder Host', 'Die Token-URL der Karte führt zu einem fremden Host. Dorthin darf nichts geschickt werden.'],
  'two-cards': ['Zwei Karten zugleich', 'Der Bot schickt zwei Anmeldekarten; die zweite wartet hinter der ersten.'],
  'repeated-card': [
    'Dieselbe Karte noch einmal',
    'Der Bot schickt eine Karte zweimal. Rechtzeitig entschieden, entfällt die zweite; nach einer versäumten Frist wird neu gefragt.',
  ],
  'ready-late': ['Widget kommt spät', 'lcw:ready kommt 20 Sekunden nach dem Skript.'],
  'ready-never': ['Widget wird nie bereit', 'Das Skript lädt, aber lcw:ready kommt nie.'],
  'script-blocked': [
    'Skript ist blockiert',
    'Das Skript des Widgets lässt sich nicht laden: ein Inhaltsblocker oder die Richtlinie der Seite.',
  ],
  'scripts-fail': ['Skripte des Widgets scheitern', 'Das Skript lädt, die Skripte dahinter nicht: Fehler 7.'],
  'flaky-network': ['Unzuverlässiges Netz', 'Drei von zehn Aufrufen gehen verloren, überall.'],
};
