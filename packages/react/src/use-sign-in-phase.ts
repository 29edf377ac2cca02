'use client';
import type { BotCard } from '@lcw-auth/core';
import { useEffect, useState } from 'react';
import { useScope } from './scope.js';
import { useBotSso } from './use-bot-sso.js';

/** What `<BotSignInCard>` shows. */
export type SignInPhase =
  | 'none'
  | 'required'
  /** `onSignIn` is pending. */
  | 'signing-in'
  /** `onSignIn` rejected. */
  | 'failed'
  /** The token is on its way to the bot. */
  | 'completing'
  /** The card's bot token URL was refused: nothing here can complete it. */
  | 'in-chat'
  | 'expired'
  /** It worked: shown for a moment. */
  | 'signed-in';

/** How long the good news stays, in ms. */
const goodNewsFor = 6000;

const isOpen = ({ visibility, status }: BotCard) => visibility === 'shown' && status !== 'signed-in';

/** Follows the newest card on screen from its arrival to its end. */
export function useSignInPhase(onSignIn: () => void | Promise<void>): { phase: SignInPhase; signIn: () => void; dismiss: () => void } {
  const { client } = useScope('BotSignInCard');
  const { cards, completeSignIn } = useBotSso();
  const [attempt, setAttempt] = useState<'none' | 'running' | 'failed'>('none');
  const [followed, setFollowed] = useState<string | null>(null);
  /** By identity, not by id: a card that comes again is another one. */
  const [dismissed, setDismissed] = useState<readonly BotCard[]>([]);

  const open = cards.find((card) => isOpen(card) && !dismissed.includes(card));
  const hasSucceeded = cards.some(({ signInId, status }) => signInId === followed && status === 'signed-in');
  const next = open ? open.signInId : hasSucceeded ? followed : null;
  if (next !== followed) {
    setFollowed(next);
    setAttempt('none');
  }
  const phase = open ? openPhase(open, attempt) : hasSucceeded ? 'signed-in' : 'none';

  useEffect(() => {
    if (phase !== 'signed-in') return undefined;
    const timer = setTimeout(() => setFollowed(null), goodNewsFor);
    return () => clearTimeout(timer);
  }, [phase, followed]);

  async function run() {
    setAttempt('running');
    try {
      await onSignIn();
      setAttempt('none');
      // A person who comes is noticed by the client; one who was here before has only this.
      if (client.getState().userId !== null) await completeSignIn(open?.signInId);
    } catch {
      setAttempt('failed');
    }
  }
  return {
    phase,
    signIn: () => void ((phase === 'required' || phase === 'failed') && run()),
    dismiss: () => open && setDismissed([...dismissed, open]),
  };
}

function openPhase({ signInId, status }: BotCard, attempt: 'none' | 'running' | 'failed'): SignInPhase {
  if (signInId === '') return 'in-chat';
  if (status === 'expired') return 'expired';
  if (status === 'exchanging') return 'completing';
  return attempt === 'running' ? 'signing-in' : attempt === 'failed' ? 'failed' : 'required';
}
