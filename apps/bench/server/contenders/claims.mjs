// The work of every contender: read the session, and sign the same claims for 900 seconds.
import { randomUUID } from 'node:crypto';

export const port = Number(process.env.PORT);
export const privateKey = process.env.PRIVATE_KEY;
export const publicKey = process.env.PUBLIC_KEY;
export const sub = '87b4d06c-abc2-e811-a9b0-000d3a10e09e';
export const context = { msdyn_cartvalue: '10000', msdyn_isvip: 'false', portalcontactid: sub };
export const issuer = 'contosohelp.com';
export const kid = 'key-1';

export const isSignedIn = (cookie) => cookie === 'session=bert';

export function claims() {
  const iat = Math.floor(Date.now() / 1000);
  return { iss: issuer, sub, lwicontexts: JSON.stringify(context), iat, nbf: iat - 30, exp: iat + 900, jti: randomUUID() };
}

// Reports the processor time of all threads to the runner.
process.on('message', () => process.send(process.cpuUsage()));
export const ready = () => process.send('ready');
