/** A Bot Framework activity as it reaches the widget. All of it is untrusted input. */
export interface Activity {
  /** The only type of activity that bots send here. */
  type: 'message';
  /** Text of the message. */
  text: string;
  /** Cards of the message. */
  attachments: readonly Attachment[];
}

/** A card of an activity, e.g. a sign-in card. */
export interface Attachment {
  /** Type of the card, e.g. 'application/vnd.microsoft.card.oauth'. */
  contentType: string;
  /** Content of the card. */
  content: {
    text?: string;
    connectionName?: string;
    buttons?: readonly { type: string; title: string; value: string }[];
    /** The URL to which a token may be posted for this card. It is a secret. */
    tokenPostResource?: { sasUrl: string };
  };
}

/** Options of `signInActivity`. */
export interface SignInActivityOptions {
  /** Type of the card. Default 'oauth'. */
  type?: 'oauth' | 'signin' | undefined;
  /** Text of the card. Default 'Please sign in to continue.' */
  text?: string | undefined;
  /** Label of the button. Default 'Sign in'. */
  buttonTitle?: string | undefined;
  /** The id of the sign-in, which the button's URL contains. Null gives the button a URL without an id. */
  signInId: string | null;
  /** The bot token URL. Null: the card has no bot token URL. */
  sasUrl: string | null;
  /** The host of the button's URL. Default 'token.botframework.com'. */
  host?: string | undefined;
}

/** Returns the activity that a bot sends when it needs the user to sign in. */
export function signInActivity(options: SignInActivityOptions): Activity {
  const {
    type = 'oauth',
    text = 'Please sign in to continue.',
    buttonTitle = 'Sign in',
    signInId,
    sasUrl,
    host = 'token.botframework.com',
  } = options;
  const value =
    signInId === null ? 'https://bot.example/sign-in' : `https://${host}/api/oauth/signin?signin=${encodeURIComponent(signInId)}`;
  return {
    type: 'message',
    text: '',
    attachments: [
      {
        contentType: `application/vnd.microsoft.card.${type}`,
        content: {
          text,
          ...(type === 'oauth' && { connectionName: 'portal' }),
          buttons: [{ type: 'signin', title: buttonTitle, value }],
          ...(sasUrl !== null && { tokenPostResource: { sasUrl } }),
        },
      },
    ],
  };
}
