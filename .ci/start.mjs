// npm start: installs what is missing, then runs the demo portal until it is stopped.
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
