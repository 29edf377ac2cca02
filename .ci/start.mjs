// npm start: installs what is missing, then runs the demo portal, in this process, until it is told to stop.
import { endWithParent } from './end-with-parent.mjs';
import { install } from './install.mjs';

try {
  install();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
endWithParent();
await import('../apps/portal/dev.mjs');
