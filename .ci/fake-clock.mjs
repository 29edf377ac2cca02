// For NODE_OPTIONS=--import=<this file>: the process starts at FAKE_NOW. Its child processes and workers share its clock.
import { ServerResponse } from 'node:http';

process.env.CLOCK_OFFSET ??= String(Date.parse(process.env.FAKE_NOW) - Date.now());
const { moveDate } = await import('./clock.mjs');
moveDate(Number(process.env.CLOCK_OFFSET));

// Node writes the header `date` from a clock of its own.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (...args) {
  if (this.sendDate && !this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
  return writeHead.apply(this, args);
};
