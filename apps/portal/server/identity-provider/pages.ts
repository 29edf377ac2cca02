import { html, raw } from 'hono/html';
import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { htmlPage, type HtmlPage } from '../html-page.js';
import { pickLanguage, type Language } from '../language.js';
import { namedCustomers } from './customers.js';
import { texts } from './texts.js';

const styles = `
:root{color-scheme:light dark;--ink:light-dark(#2a1d14,#f6ede4);--quiet:light-dark(#6b5646,#c7b5a4);--paper:light-dark(#fffdf9,#1d1612);
--wash:light-dark(#f6eee3,#140f0c);--line:light-dark(#dccbb7,#4a3a2e);--accent:light-dark(#8f4a1c,#f0a566);--on-accent:light-dark(#fff,#24130a)}
*{box-sizing:border-box}
body{margin:0;min-block-size:100dvh;display:grid;place-items:center;padding:1.25rem;background:var(--wash);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{inline-size:100%;max-inline-size:26rem;background:var(--paper);border:1px solid var(--line);border-radius:1.25rem;padding:1.75rem}
.mark{display:block;inline-size:2.5rem;block-size:2.5rem;color:var(--accent)}
h1{font-size:1.35rem;line-height:1.25;margin:.75rem 0 .25rem;text-wrap:balance}
p{margin:0;color:var(--quiet)}
form{display:grid;gap:.625rem;margin-block:1.25rem 1rem}
button{font:inherit;color:inherit;cursor:pointer;text-align:start;border:1px solid var(--line);border-radius:.875rem;background:transparent;padding:.75rem .875rem;min-block-size:3rem}
button:hover{border-color:var(--accent)}
button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.who{display:grid;grid-template-columns:2.5rem 1fr auto;gap:.75rem;align-items:center}
.face{display:grid;place-items:center;inline-size:2.5rem;block-size:2.5rem;border-radius:50%;background:var(--wash);color:var(--accent);font-weight:650}
.name{display:block;font-weight:600}.mail{display:block;font-size:.8125rem;color:var(--quiet);overflow-wrap:anywhere;text-wrap:balance}
.badge{font-size:.75rem;font-weight:600;border-radius:99rem;padding:.125rem .625rem;border:1px solid var(--line);color:var(--quiet)}
.vip{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.plain{text-align:center;border-color:transparent;color:var(--accent);font-weight:600}
small{display:block;font-size:.8125rem;color:var(--quiet);text-wrap:balance}`;

const mark = raw(
  '<svg class="mark" viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" aria-hidden="true"><path d="M8 16h20v9a8 8 0 0 1-8 8h-4a8 8 0 0 1-8-8zM28 18h2a4.5 4.5 0 0 1 0 9h-2M14 11c0-3 3-3 3-6M21 11c0-3 3-3 3-6"/></svg>',
);

/** The page with one button for each account. */
export function signInPage(page: { language: Language; action: string; portal: string }): Promise<HtmlPage> {
  const text = texts[page.language];
  const people = namedCustomers.map(
    (customer) =>
      html`<button class="who" name="customer" value="${customer.id}">
        <span class="face" aria-hidden="true">${customer.name.slice(0, 1)}</span>
        <span><span class="name">${customer.name}</span><span class="mail">${customer.email}</span></span>
        <span class="badge ${customer.vip ? 'vip' : ''}">${customer.vip ? text.vip : text[customer.type]}</span>
      </button>`,
  );
  return htmlPage({
    language: page.language,
    title: text.title,
    styles,
    formTargets: [page.portal],
    content: html`<main>
      ${mark}
      <h1>${text.title}</h1>
      <p>${text.lead}</p>
      <form method="post" action="${page.action}">${people}<button class="plain" name="customer" value="">${text.cancel}</button></form>
      <small>${text.note}</small>
    </main>`,
  });
}

/** The sign-out page. The user has already chosen to sign out, so a script confirms it. Without scripts, there is one button. */
export async function signOutPage(context: KoaContextWithOIDC, form: string): Promise<void> {
  const language = languageOf(context, context.oidc.params?.['ui_locales']);
  const text = texts[language];
  const back = context.oidc.client?.postLogoutRedirectUris?.[0];
  send(
    context,
    await htmlPage({
      language,
      title: text.signingOut,
      styles,
      formTargets: back ? [new URL(back).origin] : [],
      content: html`<main>
        ${mark}
        <h1>${text.signingOut}</h1>
        ${raw(form)}<button form="op.logoutForm" name="logout" value="yes">${text.signOut}</button>
      </main>`,
      script: "document.querySelector('button').click()",
    }),
  );
}

/** The error page, with the error code of the standard. */
export async function errorPage(context: KoaContextWithOIDC, error: ErrorOut): Promise<void> {
  const language = languageOf(context, context.query['ui_locales']);
  const text = texts[language];
  send(
    context,
    await htmlPage({
      language,
      title: text.failed,
      styles,
      content: html`<main>
        ${mark}
        <h1>${text.failed}</h1>
        <p>${text.close}</p>
        <form><small>${error.error}: ${error.error_description}</small></form>
      </main>`,
    }),
  );
}

/** Returns the language that the shop asked for, or the browser's. */
function languageOf(context: KoaContextWithOIDC, wanted: unknown): Language {
  return pickLanguage(typeof wanted === 'string' ? wanted : null, context.get('accept-language'));
}

function send(context: KoaContextWithOIDC, page: HtmlPage): void {
  context.set(page.headers);
  context.body = page.body;
}
