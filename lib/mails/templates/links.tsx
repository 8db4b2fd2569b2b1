import { Action, Note, Paragraph } from "@/lib/mails/parts";

type Report = { url: string; account: string; item: string; reason: string };

export const linkReported = {
  subject: ({ item }: Report) => `A visitor reported the share link to ${item}`,
  Body: ({ url, account, item, reason }: Report) => (
    <>
      <Paragraph>
        Someone who opened a share link of the account {account}, to {item}, reported it. They write: {reason}
      </Paragraph>
      <Action url={url}>Look at the link</Action>
      <Note>Revoking the link ends it at once. You get this mail because you run the account or made the link.</Note>
    </>
  ),
};
