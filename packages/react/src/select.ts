/** Selects once per source and selector, and keeps the previous value where the new one is equal. */
type Select<Source, Selected> = (
  source: Source,
  selector: (source: Source) => Selected,
  isEqual: (a: Selected, b: Selected) => boolean,
) => Selected;

export function createSelect<Source, Selected>(): Select<Source, Selected> {
  let last: { source: Source; selector: unknown; value: Selected } | undefined;
  return (source, selector, isEqual) => {
    if (last?.source !== source || last.selector !== selector) {
      const value = selector(source);
      last = { source, selector, value: last && isEqual(last.value, value) ? last.value : value };
    }
    return last.value;
  };
}
