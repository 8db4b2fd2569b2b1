import { Action, Note, Paragraph } from "@/lib/mails/parts";

type Key = { url: string; name: string; prefix: string };

type Expiry = Key & { expires: string };

export const keyExpiry = {
  subject: ({ name, expires }: Expiry) => `The API key ${name} expires on ${expires}`,
  Body: ({ url, name, prefix, expires }: Expiry) => (
    <>
      <Paragraph>
        Your API key {name} ({prefix}…) expires on {expires}.
      </Paragraph>
      <Paragraph>
        From then on every request with it is refused. Rotate it to get a new one that can do the same, with time to
        change over.
      </Paragraph>
      <Action url={url}>Open the key</Action>
      <Note>You get this mail once for each expiry of a key that is yours.</Note>
    </>
  ),
};

export const leakedKey = {
  subject: ({ name }: Key) => `The API key ${name} was reported as leaked and revoked`,
  Body: ({ url, name, prefix }: Key) => (
    <>
      <Paragraph>
        Someone who holds the secret of your API key {name} ({prefix}…) has revoked it, as one does with a key found in
        a public place.
      </Paragraph>
      <Paragraph>
        Every request with it is refused now. Look at what it was last used for, and make a new one where it is still
        needed.
      </Paragraph>
      <Action url={url}>Open the key</Action>
      <Note>Whoever holds a key can end it, and nothing else is needed for that.</Note>
    </>
  ),
};
