'use client';
import type { BotCard } from '@lcw-auth/core';
import { useEffect, useState } from 'react';
import { useScope, useScopeValue, type Snapshot } from './scope.js';

/** The phase that `<BotSignInCard>` shows. */
export type SignInPhase =
  | 'none'
  | 'required'
  /** `onSignIn` is pending. */
  | 'signing-in'
  /** `onSignIn` rejected. */
  | 'failed'
  /** The token is being posted to the bot. */
  | 'completing'
  /** The card's bot token URL was refused, so only the card in the chat can complete the sign-in. */
  | 'in-chat'
  | 'expired'
  /** The sign-in succeeded. Shown for a moment. */
  | 'signed-in';

/** How long the success message stays, in milliseconds. */
const successTime = 6_000;

const toCards = ({ state, dismissed }: Snapshot) => ({ cards: state.botSso.cards, dismissed });

/** Follows the newest card on screen that was not dismissed, from its arrival to its end. */
export function useSignInPhase(onSignIn: () => void | Promise<void>): { phase: SignInPhase; signIn: () => void; dismiss: () => void } {
  const { client, dismissCard } = useScope('BotSignInCard');
  const { cards, dismissed } = useScopeValue('BotSignInCard', toCards);
  const [attempt, setAttempt] = useState<'none' | 'running' | 'failed'>('none');
  const [followed, setFollowed] = useState<string | null>(null);

  const open = cards.find(
    ({ visibility, status, signInId }) => visibility === 'shown' && status !== 'signed-in' && !dismissed.has(signInId),
  );
  const hasSucceeded = cards.some(({ signInId, status }) => signInId === followed && status === 'signed-in');
  const next = open ? open.signInId : hasSucceeded ? followed : null;
  if (next !== followed) {
    setFollowed(next);
    setAttempt('none');
  }
  const phase = open ? openPhase(open, attempt) : hasSucceeded ? 'signed-in' : 'none';

  useEffect(() => {
    if (phase !== 'signed-in') return undefined;
    const timer = setTimeout(() => setFollowed(null), successTime);
    return () => clearTimeout(timer);
  }, [phase, followed]);

  async function run() {
    setAttempt('running');
    try {
      await onSignIn();
      setAttempt('none');
      // The client completes the card itself when a user signs in. A user who was signed in before needs this call.
      if (typeof client.getState().userId === 'string') await client.completeSignIn(open?.signInId);
    } catch {
      setAttempt('failed');
    }
  }
  return {
    phase,
    signIn: () => void ((phase === 'required' || phase === 'failed') && run()),
    dismiss: () => open && dismissCard(open.signInId),
  };
}

function openPhase({ signInId, status }: BotCard, attempt: 'none' | 'running' | 'failed'): SignInPhase {
  if (signInId === '') return 'in-chat';
  if (status === 'expired') return 'expired';
  if (status === 'exchanging') return 'completing';
  return attempt === 'running' ? 'signing-in' : attempt === 'failed' ? 'failed' : 'required';
}
