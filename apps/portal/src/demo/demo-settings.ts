/** The settings in the page's address, for demonstrations and tests. */
export interface DemoSettings {
  generation: 'v1' | 'v2';
  /** 'none': the page has no widget at all. */
  widget: 'simulated' | 'none';
  /** Milliseconds until a missing widget counts as unavailable; null: the library's default. */
  readyTimeout: number | null;
  /** Milliseconds until the widget is ready, or 'never'. */
  readyAfter: number | 'never';
  /** The id of the scenario with whose faults the widget starts. */
  scenario: string | null;
}

/** Reads `?generation=v1`, `?widget=none`, `?ready=never` and `?readyTimeout=2000`; an invalid value becomes the default. */
export function readDemoSettings(search: string): DemoSettings {
  const parameters = new URLSearchParams(search);
  const readyTimeout = Number(parameters.get('readyTimeout'));
  return {
    generation: parameters.get('generation') === 'v1' ? 'v1' : 'v2',
    widget: parameters.get('widget') === 'none' ? 'none' : 'simulated',
    readyTimeout: Number.isInteger(readyTimeout) && readyTimeout > 0 ? readyTimeout : null,
    readyAfter: parameters.get('ready') === 'never' ? 'never' : 400,
    scenario: parameters.get('scenario'),
  };
}

/** The same page with another widget generation. */
export function withGeneration(href: string, generation: DemoSettings['generation']): string {
  const url = new URL(href);
  url.searchParams.set('generation', generation);
  return url.href;
}
