/** The sources that lcw-auth and the script of the widget need. Microsoft's documents list the other sources of the widget. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['https://oc-cdn-ocprod.azureedge.net'],
  'connect-src': [
    "'self'",
    'https://*.omnichannelengagementhub.com',
    'https://token.botframework.com',
    'https://europe.token.botframework.com',
    'https://unitedstates.token.botframework.com',
    'https://india.token.botframework.com',
  ],
};

/** The policy as a note, for projects without a policy in a web page. */
export function policyNote(): string {
  return [
    '# Add these sources to your Content-Security-Policy, if you have one.',
    '# They cover lcw-auth and the script of the widget. For the other sources of the widget, see the documents of Microsoft.',
    ...Object.entries(sources).map(([directive, values]) => `${directive} ${values.join(' ')};`),
    '',
  ].join('\n');
}

const policyTag = /<meta\b[^>]*http-equiv=["']Content-Security-Policy["'][^>]*>/gi;

/** Adds the sources to the policy in a web page's meta tag. Returns the page unchanged when it has none. */
export function extendPolicy(html: string): string {
  return html.replaceAll(policyTag, (tag) =>
    tag.replace(/(content=")([^"]*)(")/i, (_attribute, start: string, policy: string, end: string) => start + extend(policy) + end),
  );
}

function extend(policy: string): string {
  const directives = policy.split(';').map((directive) => directive.trim().split(/\s+/));
  // A missing directive falls back to default-src.
  const fallback = directives.find(([name]) => name === 'default-src')?.slice(1) ?? [];
  for (const [name, needed] of Object.entries(sources)) {
    let directive = directives.find(([other]) => other === name);
    if (!directive && fallback.length === 0) continue;
    if (!directive) directives.push((directive = [name, ...fallback]));
    for (const source of needed) if (!directive.includes(source)) directive.push(source);
  }
  return directives
    .filter(([name]) => name)
    .map((directive) => directive.filter((source, _index, all) => source !== "'none'" || all.length === 2).join(' '))
    .join('; ');
}
