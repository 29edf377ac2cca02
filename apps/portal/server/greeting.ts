/** Returns the text that the terminal shows when the portal runs. */
export function greeting({ origin, wantedPort, issuer }: { origin: string; wantedPort: number; issuer: string }): string {
  const port = Number(new URL(origin).port);
  return [
    ...(wantedPort !== 0 && wantedPort !== port
      ? ['', `Port ${wantedPort} is in use, so the portal uses port ${port}. Set PORT to choose a different port.`]
      : []),
    '',
    `  The shop                  ${origin}/`,
    `  The agent's view          ${origin}/agent`,
    `  The administrator's view  ${origin}/admin`,
    '',
    `  Sign-in is at ${issuer}. Stop with Ctrl+C.`,
    '',
  ].join('\n');
}
