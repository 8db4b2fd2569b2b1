import { Action, Facts, Note, Paragraph } from "@/lib/mails/parts";

type Invitation = { url: string; account: string; inviter: string; access: string; expires: string };

export const invitation = {
  subject: ({ inviter, account }: Invitation) => `${inviter} invites you to ${account} on Aperture`,
  Body: ({ url, account, inviter, access, expires }: Invitation) => (
    <>
      <Paragraph>
        {inviter} invites you to the account {account} on Aperture.
      </Paragraph>
      <Facts facts={{ "Your access": access, Ends: expires }} />
      <Action url={url}>See the invitation</Action>
      <Note>Whoever holds the link can accept the invitation, so keep it to yourself.</Note>
    </>
  ),
};
