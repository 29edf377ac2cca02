'use client';
import { useId, useRef, type ReactNode } from 'react';
import { useKeptFocus } from './use-kept-focus.js';

/** The contents of a card. Null: nothing is shown. */
export interface CardContent {
  /** For styles and tests. */
  phase: string;
  title: string;
  text?: string | undefined;
  isBusy?: boolean | undefined;
  /** The buttons. */
  children?: ReactNode;
}

/**
 * A card beside the chat. It is announced politely and never takes the focus. When its focused button is removed, the focus
 * stays in place.
 */
export function CompanionCard({ content, className = '' }: { content: CardContent | null; className?: string | undefined }): ReactNode {
  const region = useRef<HTMLDivElement>(null);
  const keptFocus = useKeptFocus(region);
  const titleId = useId();
  return (
    <div ref={region} tabIndex={-1} className={`lcw-auth-region ${className}`} {...keptFocus}>
      {/* Screen readers announce only changes of a region that was on the page before. */}
      <output className="lcw-auth-hidden">{content && [content.title, content.text].filter(Boolean).join(' ')}</output>
      {content && (
        <section className="lcw-auth-card" data-phase={content.phase} aria-labelledby={titleId} aria-busy={content.isBusy ?? false}>
          <div className="lcw-auth-card-texts">
            <p id={titleId} className="lcw-auth-card-title">
              {content.title}
            </p>
            {content.text && <p className="lcw-auth-card-text">{content.text}</p>}
          </div>
          {content.children}
        </section>
      )}
    </div>
  );
}
