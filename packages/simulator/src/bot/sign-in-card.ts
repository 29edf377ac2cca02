import type { Activity } from './activity.js';

/** What the widget reads of a sign-in card. */
export interface SignInCard {
  text: string;
  buttonTitle: string;
  buttonUrl: string;
  /** Null where the button's URL names none. */
  signInId: string | null;
  /** The bot token URL, unchecked: the widget does not look at its host. Null where the card has none. */
  sasUrl: string | null;
}

const contentTypes = ['application/vnd.microsoft.card.signin', 'application/vnd.microsoft.card.oauth'];

/** As loose as the widget's own pattern: the host only has to end like that. */
const signInUrl = /\S+.botframework.com\/api\/oauth\/signin\?signin=(\S+)/;

/** The card in an activity's first attachment, or null where that is none. */
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
