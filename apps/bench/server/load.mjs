// A load generator on plain sockets. It is small, so that its own work hardly changes the measurement.
import { connect } from 'node:net';

/** Opens `count` connections to a server. */
export async function openConnections(port, count) {
  const sockets = await Promise.all(Array.from({ length: count }, () => open(port)));
  return {
    /** Repeats the same GET on each connection for the given time. Returns the latencies in milliseconds. */
    async ask({ path, headers, milliseconds }) {
      const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`;
      const end = performance.now() + milliseconds;
      const latencies = [];
      await Promise.all(sockets.map((socket) => keepAsking(socket, request, end, latencies)));
      return latencies;
    },
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}

async function open(port) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket.setEncoding('latin1');
}

async function keepAsking(socket, request, end, latencies) {
  for (let now = performance.now(); now < end;) {
    const started = now;
    socket.write(request);
    await answer(socket);
    now = performance.now();
    latencies.push(now - started);
  }
}

/** Reads one whole response: the head, and then either as many bytes as the head announces, or all chunks. */
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
    const ended = () => done(new Error('the server closed the connection'));
    const done = (error) => {
      socket.off('data', take).off('close', ended);
      if (error) reject(error);
      else resolve();
    };
    socket.on('data', take).on('close', ended);
  });
}
