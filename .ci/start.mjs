// npm start: installs what is missing, then runs the demo portal, in this process, until it is told to stop.
import { install } from './install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
await import('../apps/portal/dev.mjs');
