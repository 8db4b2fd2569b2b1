import { Action, Facts, Note, Paragraph } from "@/lib/mails/parts";

type Request = { url: string; person: string; folder: string; level: string; message: string };

export const accessRequest = {
  subject: ({ person, folder }: Request) => `${person} asks for access to ${folder}`,
  Body: ({ url, person, folder, level, message }: Request) => (
    <>
      <Paragraph>
        {person} asks for the level {level} on the folder {folder}, which you can share.
      </Paragraph>
      {message && <Paragraph>They write: {message}</Paragraph>}
      <Action url={url}>Answer the request</Action>
      <Note>You get this mail because you can share this folder. Nothing changes until someone answers.</Note>
    </>
  ),
};

/** Folder and level are null where the request was declined. */
type Answer = { url: string; person: string; folder: string | null; level: string | null };

export const accessAnswered = {
  subject: ({ folder }: Answer) => (folder ? `${folder} is shared with you` : "Your request for access was declined"),
  Body: ({ url, person, folder, level }: Answer) => (
    <>
      <Paragraph>
        {folder
          ? `${person} answered your request: the folder ${folder} is shared with you at the level ${level}.`
          : `${person} answered your request for access to a folder: it is not shared with you.`}
      </Paragraph>
      <Action url={url}>{folder ? "Open the folder" : "Open the library"}</Action>
      <Note>You get this mail because you asked for access.</Note>
    </>
  ),
};

/** Before and now are accesses in words, such as "the role Developer and Billing". */
type Change = { url: string; account: string; person: string; before: string; now: string };

export const accessChanged = {
  subject: ({ account }: Change) => `Your access to ${account} has changed`,
  Body: ({ url, account, person, before, now }: Change) => (
    <>
      <Paragraph>
        {person} changed what you may do in the account {account} on Aperture. It holds from now on, and your API keys
        follow it.
      </Paragraph>
      <Facts facts={{ Before: before, Now: now }} />
      <Action url={url}>Open {account}</Action>
      <Note>You get this mail at each change of your access. Ask an administrator of the account about it.</Note>
    </>
  ),
};
