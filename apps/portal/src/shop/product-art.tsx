import type { ReactNode } from 'react';
import type { ProductId } from '../../shared/shop.js';

// Drawn in the page's own colours: --art-1 (body), --art-2 (shade), --art-3 (accent), --art-4 (light).
const drawings: Record<ProductId, ReactNode> = {
  'espresso-machine': (
    <>
      <rect x="46" y="34" width="108" height="30" rx="8" className="art-1" />
      <rect x="120" y="60" width="34" height="66" className="art-2" />
      <rect x="40" y="122" width="120" height="14" rx="6" className="art-1" />
      <path d="M66 64h36v10a6 6 0 0 1-6 6H72a6 6 0 0 1-6-6z" className="art-2" />
      <path d="M52 70h18" className="line-3" />
      <path d="M80 80v8M88 80v8" className="line-2" />
      <path d="M70 98h28v10a12 12 0 0 1-12 12h-4a12 12 0 0 1-12-12z" className="art-4" />
      <path d="M98 101h5a5 5 0 0 1 0 11h-6" className="line-4" />
      <circle cx="134" cy="49" r="7" className="art-4" />
      <path d="M134 49l3-4" className="line-2" />
      <path d="M64 34V22M64 22l-10-4" className="line-3" />
      <circle cx="53" cy="17" r="5" className="art-3" />
      <rect x="92" y="24" width="54" height="10" rx="3" className="art-2" />
    </>
  ),
  grinder: (
    <>
      <path d="M74 24h52l-8 38H82z" className="art-4" />
      <path d="M78 42h44l-4 20H82z" className="art-3" />
      <rect x="78" y="60" width="44" height="56" rx="6" className="art-1" />
      <rect x="70" y="114" width="60" height="20" rx="6" className="art-2" />
      <rect x="72" y="18" width="56" height="9" rx="4.5" className="art-2" />
      <circle cx="100" cy="82" r="9" className="art-4" />
      <path d="M100 82l5-5" className="line-2" />
      <path d="M90 102h20" className="line-4" />
    </>
  ),
  kettle: (
    <>
      <path d="M64 62h64l10 58a10 10 0 0 1-10 12H64a10 10 0 0 1-10-12z" className="art-1" />
      <path d="M134 108c20-4 14-46 30-56" className="line-1 wide" />
      <path d="M60 72c-26-4-30 40-6 42" className="line-2 wide" />
      <path d="M70 62c2-12 50-12 52 0z" className="art-2" />
      <circle cx="96" cy="47" r="6" className="art-3" />
      <path d="M72 80l-4 34" className="line-4" />
    </>
  ),
  dripper: (
    <>
      <path d="M58 34h84l-28 44H86z" className="art-4" />
      <path d="M52 32h96v7H52z" className="art-1" />
      <path d="M70 50l20 28M100 46v30M130 50l-20 28" className="line-2" />
      <rect x="76" y="76" width="48" height="8" rx="4" className="art-1" />
      <path d="M100 90v8" className="line-3" />
      <path d="M78 100h44v18a16 16 0 0 1-16 16H94a16 16 0 0 1-16-16z" className="art-3" />
      <path d="M122 104h6a8 8 0 0 1 0 18h-7" className="line-3" />
    </>
  ),
  beans: (
    <>
      <path d="M66 40h68l8 90a6 6 0 0 1-6 6H64a6 6 0 0 1-6-6z" className="art-1" />
      <path d="M66 40l4-16h60l4 16z" className="art-2" />
      <rect x="74" y="66" width="52" height="42" rx="6" className="art-4" />
      <ellipse cx="92" cy="87" rx="9" ry="13" transform="rotate(24 92 87)" className="art-3" />
      <path d="M96 76c-8 6 0 14-8 22" className="line-4 thin" />
      <ellipse cx="111" cy="90" rx="7" ry="10" transform="rotate(-18 111 90)" className="art-2" />
      <path d="M108 82c6 5-1 10 5 16" className="line-4 thin" />
    </>
  ),
  cups: (
    <>
      <path d="M40 72h48v24a20 20 0 0 1-20 20h-8a20 20 0 0 1-20-20z" className="art-4" />
      <path d="M88 78h7a10 10 0 0 1 0 21h-8" className="line-4" />
      <rect x="36" y="118" width="58" height="8" rx="4" className="art-2" />
      <path d="M108 64h48v28a20 20 0 0 1-20 20h-8a20 20 0 0 1-20-20z" className="art-1" />
      <path d="M156 70h6a10 10 0 0 1 0 22h-7" className="line-1" />
      <rect x="103" y="114" width="58" height="8" rx="4" className="art-2" />
      <path d="M56 62c0-8 8-8 8-16M72 62c0-8 8-8 8-16M126 54c0-8 8-8 8-16" className="line-3" />
    </>
  ),
};

/** A drawing of a product. It is decorative, because the product's name is beside it. */
export function ProductArt({ id }: { id: ProductId }): ReactNode {
  return (
    <svg className="product-art" viewBox="0 0 200 150" aria-hidden="true" focusable="false">
      {drawings[id]}
    </svg>
  );
}
