/** Runs the selector once per source, and returns the previous value when the new value is equal. */
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
