import type { Mail } from "@/lib/mails/render";

/** Every mail that Aperture sends, as data. */

export const signInMail = ({ url, minutes, device }: { url: string; minutes: number; device: string }): Mail => ({
  template: "sign-in",
  subject: "Your link to sign in to Aperture",
  paragraphs: [`Someone, probably you, asked to sign in to Aperture with ${device}.`],
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
