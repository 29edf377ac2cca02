// npm runs a script through a shell that does not forward SIGTERM, so this process watches its parent.
const parent = process.ppid;

/** Sends this process SIGTERM when its parent has ended. */
export function endWithParent() {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
