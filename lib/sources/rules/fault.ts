import { AppError } from "@/lib/errors";

/** What can fail on the way to an original, in the order of the way. */
export const PARTS = {
  address: "Address",
  name: "Name resolution",
  connection: "Connection",
  tls: "TLS",
  answer: "Answer",
  credentials: "Credentials",
  bucket: "Bucket",
  permission: "Permission",
  path: "Path",
  image: "Image",
} as const;

export type Part = keyof typeof PARTS;

/** An origin that fails. The sentence names the failing part and is for those who manage the source, not for visitors. */
export class OriginFault extends AppError {
  constructor(
    readonly part: Part,
    sentence: string,
  ) {
    super("unavailable", sentence);
  }
}

/** Told of each part that holds, for connection tests and the log of a deployment. */
export type Report = (part: Part, says: string) => void;
