import { randomBytes } from 'node:crypto';
import { html, raw } from 'hono/html';

/** A page that the server itself creates, with its headers. */
export interface HtmlPage {
  body: string;
  headers: Record<string, string>;
}

/** The parts of a page. */
export interface HtmlPageParts {
  language: string;
  title: string;
  /** The body's markup. It must be escaped already. */
  content: ReturnType<typeof html>;
  styles: string;
  /** Runs at the end of the page. */
  script?: string;
  /** Other origins to which its forms may lead, including by redirects. Default: none, so that only the page's own origin is allowed. */
  formTargets?: readonly string[];
}

/** Creates a small page. Its Content-Security-Policy allows only the page's own style and script. */
export async function htmlPage(parts: HtmlPageParts): Promise<HtmlPage> {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    `form-action 'self' ${(parts.formTargets ?? []).join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  const body = await html`<!doctype html>
    <html lang="${parts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${parts.title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(parts.styles)}
        </style>
      </head>
      <body>
        ${parts.content}${
          parts.script
            ? html`<script nonce="${nonce}">
                ${raw(parts.script)};
              </script>`
            : ''
        }
      </body>
    </html>`;
  return {
    body: String(body),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
  };
}
