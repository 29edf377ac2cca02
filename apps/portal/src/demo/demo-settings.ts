/** The settings in the page's address, for demonstrations and tests. */
export interface DemoSettings {
  generation: 'v1' | 'v2';
  /** 'none': the page has no widget at all. */
  widget: 'simulated' | 'none';
  /** Milliseconds until a missing widget counts as unavailable; null: the library's default. */
  readyTimeout: number | null;
  /** Milliseconds for which the widget waits for the decision about a sign-in card; null: the widget's default of two seconds. */
  cardWait: number | null;
  /** Milliseconds until the widget is ready, or 'never'. */
  readyAfter: number | 'never';
  /** The id of a scenario. The widget starts with the faults of that scenario. */
  scenario: string | null;
}

/** Reads parameters such as `?generation=v1&ready=never&readyTimeout=2000`. An invalid value becomes the default. */
export function readDemoSettings(search: string): DemoSettings {
  const parameters = new URLSearchParams(search);
  return {
    generation: parameters.get('generation') === 'v1' ? 'v1' : 'v2',
    widget: parameters.get('widget') === 'none' ? 'none' : 'simulated',
    readyTimeout: readMilliseconds(parameters.get('readyTimeout')),
    cardWait: readMilliseconds(parameters.get('cardWait')),
    readyAfter: parameters.get('ready') === 'never' ? 'never' : 400,
    scenario: parameters.get('scenario'),
  };
}

function readMilliseconds(text: string | null): number | null {
  const milliseconds = Number(text);
  return Number.isInteger(milliseconds) && milliseconds > 0 ? milliseconds : null;
}

/** The same page with another widget generation. */
export function withGeneration(href: string, generation: DemoSettings['generation']): string {
  const url = new URL(href);
  url.searchParams.set('generation', generation);
  return url.href;
}
