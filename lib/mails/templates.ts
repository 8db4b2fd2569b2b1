import type { Mail } from "@/lib/mails/render";

/** Every mail that Aperture sends, as data. */

export const signInMail = ({ url, minutes, device }: { url: string; minutes: number; device: string }): Mail => ({
  template: "sign-in",
  subject: "Your link to sign in to Aperture",
  paragraphs: [`Someone, probably you, asked to sign in to Aperture. The browser was: ${device}.`],
  action: { label: "Sign in to Aperture", url },
  note: `The link works once, for ${minutes} minutes, in the browser in which it was asked for. If it was not you, ignore this mail: nothing happens without the link.`,
});

export const invitationMail = (invitation: {
  url: string;
  account: string;
  inviter: string;
  access: string;
  expires: string;
}): Mail => ({
  template: "invitation",
  subject: `${invitation.inviter} invites you to ${invitation.account} on Aperture`,
  paragraphs: [
    `${invitation.inviter} invites you to the account ${invitation.account} on Aperture.`,
    `Your access: ${invitation.access}.`,
  ],
  action: { label: "See the invitation", url: invitation.url },
  note: `The invitation ends on ${invitation.expires}. Whoever holds the link can accept it, so keep it to yourself.`,
});

export const keyExpiryMail = (key: { url: string; name: string; prefix: string; expires: string }): Mail => ({
  template: "key-expiry",
  subject: `The API key ${key.name} expires on ${key.expires}`,
  paragraphs: [
    `Your API key ${key.name} (${key.prefix}…) expires on ${key.expires}.`,
    "From then on every request with it is refused. Rotate it to get a new one that can do the same, with time to change over.",
  ],
  action: { label: "Open the key", url: key.url },
  note: "You get this mail once for each expiry of a key that is yours.",
});

export const leakedKeyMail = (key: { url: string; name: string; prefix: string }): Mail => ({
  template: "leaked-key",
  subject: `The API key ${key.name} was reported as leaked and revoked`,
  paragraphs: [
    `Someone who holds the secret of your API key ${key.name} (${key.prefix}…) has revoked it, as one does with a key found in a public place.`,
    "Every request with it is refused now. Look at what it was last used for, and make a new one where it is still needed.",
  ],
  action: { label: "Open the key", url: key.url },
  note: "Whoever holds a key can end it, and nothing else is needed for that.",
});

export const accessRequestMail = (request: {
  url: string;
  person: string;
  folder: string;
  level: string;
  message: string;
}): Mail => ({
  template: "access-request",
  subject: `${request.person} asks for access to ${request.folder}`,
  paragraphs: [
    `${request.person} asks for the level ${request.level} on the folder ${request.folder}, which you can share.`,
    ...(request.message ? [`They write: ${request.message}`] : []),
  ],
  action: { label: "Answer the request", url: request.url },
  note: "You get this mail because you can share this folder. Nothing changes until someone answers.",
});

export const accessAnsweredMail = (answer: {
  url: string;
  person: string;
  folder: string | null;
  level: string | null;
}): Mail => ({
  template: "access-answered",
  subject: answer.folder ? `${answer.folder} is shared with you` : "Your request for access was declined",
  paragraphs: [
    answer.folder
      ? `${answer.person} answered your request: the folder ${answer.folder} is shared with you at the level ${answer.level}.`
      : `${answer.person} answered your request for access to a folder: it is not shared with you.`,
  ],
  action: { label: answer.folder ? "Open the folder" : "Open the library", url: answer.url },
  note: "You get this mail because you asked for access.",
});
