import { Action, Facts, Note, Paragraph } from "@/lib/mails/parts";

type Deleted = { url: string; account: string; person: string; until: string };

export const accountDeleted = {
  subject: ({ account }: Deleted) => `The account ${account} was deleted`,
  Body: ({ url, account, person, until }: Deleted) => (
    <>
      <Paragraph>
        {person} deleted the account {account} on Aperture. It opens for nobody: its people are signed out, and its API
        keys, links and delivered images have stopped.
      </Paragraph>
      <Facts facts={{ "Can be restored until": until }} />
      <Action url={url}>Open Aperture</Action>
      <Note>You get this mail as an administrator of the account. The operator of the server can restore it.</Note>
    </>
  ),
};

type Erasure = { url: string; account: string; day: string };

export const accountErasure = {
  subject: ({ account, day }: Erasure) => `The account ${account} is erased on ${day}`,
  Body: ({ url, account, day }: Erasure) => (
    <>
      <Paragraph>
        The account {account} was deleted. On {day} all that is left of it is erased: its files, people, keys, links,
        figures and audit log. That cannot be undone.
      </Paragraph>
      <Facts facts={{ "Can be restored until": day }} />
      <Action url={url}>Open Aperture</Action>
      <Note>You get this mail as an administrator of the account. The operator of the server can restore it.</Note>
    </>
  ),
};
