import { QueryClient } from '@tanstack/react-query';
import { decodeJwt } from 'jose';
import { compare, type Row } from './measure.js';
import { clientWithToken, putWidget, raiseReady, takeWidget, token } from './widget.js';

const requests = 5000;

/** Nanoseconds from the widget's token request to its callback, with a valid token held. */
export async function ask(rounds: number): Promise<Row[]> {
  takeWidget();
  const widget = putWidget();
  const { disconnect } = await clientWithToken();
  raiseReady();

  const expiresAt = Date.now() + 3_600_000;
  const handWritten = (callback: (jwt: string | null) => void) => callback(Date.now() < expiresAt ? token : null);
  const decoding = (callback: (jwt: string | null) => void) => callback(decodeJwt(token).exp! * 1000 > Date.now() ? token : null);
  const client = new QueryClient();
  const throughQuery = (callback: (jwt: string | null) => void) =>
    client.fetchQuery({ queryKey: ['token'], queryFn: () => token, staleTime: Infinity }).then(callback);

  const timed = (run: (callback: (jwt: string | null) => void) => unknown) => async () => {
    let answered = 0;
    const callback = (jwt: string | null) => {
      if (jwt === token) answered += 1;
    };
    const start = performance.now();
    for (let count = 0; count < requests; count += 1) {
      const late = run(callback);
      if (late instanceof Promise) await late;
    }
    const took = performance.now() - start;
    if (answered !== requests) throw new Error(`${answered} of ${requests} requests were answered with the token`);
    return (took / requests) * 1e6;
  };
  const rows = await compare(
    {
      'hand-written expiry check': timed(handWritten),
      'lcw-auth': timed((callback) => widget.ask(callback)),
      "through query-core's fetchQuery": timed(throughQuery),
      'decoding the JWT for each request': timed(decoding),
    },
    rounds,
  );
  disconnect();
  return rows;
}
