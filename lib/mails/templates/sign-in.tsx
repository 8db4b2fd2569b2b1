import { Action, Note, Paragraph } from "@/lib/mails/parts";

type SignIn = { url: string; minutes: number; device: string };

export const signIn = {
  subject: () => "Your link to sign in to Aperture",
  Body: ({ url, minutes, device }: SignIn) => (
    <>
      <Paragraph>Someone, probably you, asked to sign in to Aperture. The browser was: {device}.</Paragraph>
      <Action url={url}>Sign in to Aperture</Action>
      <Note>
        The link works once, for {minutes} minutes, in the browser in which it was asked for. If it was not you, ignore
        this mail: nothing happens without the link.
      </Note>
    </>
  ),
};
