import { randomBytes } from 'node:crypto';
import { html, raw } from 'hono/html';

/** A page of the server's own, with the headers that it must be sent with. */
export interface HtmlPage {
  body: string;
  headers: Record<string, string>;
}

/** What a page is made of. */
export interface HtmlPageParts {
  language: string;
  title: string;
  /** The body's markup, escaped already. */
  content: ReturnType<typeof html>;
  styles: string;
  /** Runs at the end of the page. */
  script?: string;
  /** Origins that its forms may end at, redirects included. Default: only its own. */
  formTargets?: readonly string[];
}

/** Puts a small page together; its Content Security Policy allows nothing but the page's own style and script. */
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
