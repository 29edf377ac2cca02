// A load generator on plain sockets: so small that it is not what is measured.
import { connect } from 'node:net';

/** Sends the same GET over and over, on so many connections, for so long. Gives the latencies in milliseconds. */
export async function load({ port, path, headers, connections, milliseconds }) {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`;
  const latencies = [];
  const end = performance.now() + milliseconds;
  await Promise.all(Array.from({ length: connections }, () => keepAsking(port, request, end, latencies)));
  return latencies;
}

async function keepAsking(port, request, end, latencies) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.setEncoding('latin1');
  while (performance.now() < end) {
    const started = performance.now();
    socket.write(request);
    await answer(socket);
    latencies.push(performance.now() - started);
  }
  socket.destroy();
}

/** One whole answer: a head, and as many bytes as it announces, or chunks to the last. */
async function answer(socket) {
  let text = '';
  await new Promise((resolve, reject) => {
    const take = (part) => {
      text += part;
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      if (!text.startsWith('HTTP/1.1 200')) return done(new Error(text.slice(0, head)));
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (length === undefined ? text.endsWith('0\r\n\r\n') : text.length >= head + 4 + Number(length)) done();
    };
    const done = (error) => {
      socket.off('data', take);
      if (error) reject(error);
      else resolve();
    };
    socket.on('data', take);
  });
}
