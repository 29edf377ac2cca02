import type { Activity } from './activity.js';

/** The parts of a sign-in card that the widget reads. */
export interface SignInCard {
  text: string;
  buttonTitle: string;
  buttonUrl: string;
  /** Null when the button's URL contains none. */
  signInId: string | null;
  /** The bot token URL, unchecked, because the widget does not check its host. Null when the card has none. */
  sasUrl: string | null;
}

const contentTypes = ['application/vnd.microsoft.card.signin', 'application/vnd.microsoft.card.oauth'];

/** The widget's own pattern. It checks that the URL contains this text, and does not check the URL's host. (Source.) */
const signInUrl = /\S+.botframework.com\/api\/oauth\/signin\?signin=(\S+)/;

/** Returns the sign-in card in the first attachment of an activity, or null. */
export function readSignInCard(activity: Activity): SignInCard | null {
  const [attachment] = activity.attachments;
  if (!attachment || !contentTypes.includes(attachment.contentType)) return null;
  const { text = '', buttons, tokenPostResource } = attachment.content;
  const button = buttons?.[0];
  return {
    text,
    buttonTitle: button?.title ?? '',
    buttonUrl: button?.value ?? '',
    signInId: signInUrl.exec(button?.value ?? '')?.[1] ?? null,
    sasUrl: tokenPostResource?.sasUrl ?? null,
  };
}
