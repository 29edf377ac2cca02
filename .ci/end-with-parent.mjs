// npm runs a script through a shell, and a shell that is told to end does not tell its child. So the child looks for itself.
const parent = process.ppid;

/** Sends this process SIGTERM when whoever started it is gone. */
export function endWithParent() {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}
