import { readFileSync } from 'node:fs';
import type { BrowserContext } from '@playwright/test';

interface ContactSheet {
  title: string;
  shots: readonly { title: string; path: string }[];
  /** The path of the sheet. */
  path: string;
  columns: number;
}

/** Puts pictures side by side into one picture. */
export async function contactSheet(context: BrowserContext, { title, shots, path, columns }: ContactSheet): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1800, height: 800 });
  const figures = shots.map(
    (shot) =>
      `<figure><img src="data:image/png;base64,${readFileSync(shot.path).toString('base64')}" alt=""><figcaption>${escaped(shot.title)}</figcaption></figure>`,
  );
  await page.setContent(`<!doctype html><title>${escaped(title)}</title><style>
    body{margin:0;padding:24px;background:#777;color:#fff;font:16px system-ui}
    main{display:grid;grid-template-columns:repeat(${columns},minmax(0,1fr));gap:20px;align-items:start}
    figure{margin:0}img{display:block;inline-size:100%;max-block-size:1100px;object-fit:cover;object-position:top}figcaption{padding:6px 0;overflow-wrap:anywhere}
  </style><h1>${escaped(title)}</h1><main>${figures.join('')}</main>`);
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
