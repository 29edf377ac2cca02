/** Returns the text that the terminal shows when the portal runs. */
export function greeting({ origin, wantedPort, issuer }: { origin: string; wantedPort: number; issuer: string }): string {
  const port = Number(new URL(origin).port);
  return [
    ...(wantedPort !== 0 && wantedPort !== port
      ? ['', `Port ${wantedPort} is taken, so the portal took ${port}. Set PORT to choose another.`]
      : []),
    '',
    `  The shop             ${origin}/`,
    `  The agent's view     ${origin}/agent`,
    `  The administrator's  ${origin}/admin`,
    '',
    `  Sign-in is at ${issuer}. Stop with Ctrl+C.`,
    '',
  ].join('\n');
}
