/**
 * Returns true when an Accept header prefers JSON to text: when it names application/json with the higher weight or, at equal
 * weight, first (RFC 9110, section 12.5.1). Otherwise the answer is text, as from Microsoft's own endpoint.
 */
export function prefersJson(accept: string | null): boolean {
  if (accept === null) return false;
  let wantsJson = false;
  let highest = 0;
  for (const range of accept.split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const given = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = given === undefined ? 1 : Number(given.slice(2));
    const isJson = type === 'application/json';
    if ((isJson || type === 'text/plain') && weight > highest) [wantsJson, highest] = [isJson, weight];
  }
  return wantsJson;
}
