import "server-only";
import { S3mini } from "s3mini";
import { notFound } from "@/lib/errors";
import type { Ask, OriginField, Original } from "@/lib/sources/origins/origin";
import { type Answer, askOutside } from "@/lib/sources/origins/outgoing";
import { toOriginal } from "@/lib/sources/origins/web";
import { OriginFault, type Part } from "@/lib/sources/rules/fault";

export type Bucket = { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string };

const LISTED = 20;

export const BUCKET_FIELD: OriginField = {
  name: "bucket",
  label: "Bucket",
  hint: "Its name alone.",
  example: "northlight-press",
  isPlace: true,
  problemOf: (text) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text)
      ? null
      : "A bucket's name has 3 to 63 small letters, digits, dots and hyphens.",
};

export const regionProblem = (text: string) => (/^[a-z0-9-]{2,40}$/.test(text) ? null : "Write it as eu-central-1.");

/** A key that may read the objects of the bucket, and nothing else, is enough. */
export const KEY_FIELDS: OriginField[] = [
  {
    name: "accessKeyId",
    label: "Access key ID",
    hint: "Of a user that may read the objects of this bucket (s3:GetObject).",
    example: "AKIA…",
    isSecret: true,
    problemOf: (text) => (/^[\w.-]{1,128}$/.test(text) ? null : "An access key ID has letters and digits."),
  },
  {
    name: "secretAccessKey",
    label: "Secret access key",
    hint: "Sealed when it arrives, and never shown again.",
    example: "",
    isSecret: true,
    problemOf: (text) => (/^[\x21-\x7e]{1,256}$/.test(text) ? null : "A secret access key has no spaces."),
  },
];

/** @throws notFound and OriginFault */
export async function openObject(bucket: Bucket, { path, ...asked }: Ask): Promise<Original> {
  const { s3, answered } = connect(bucket, asked);
  const response = await s3.getObjectRaw(path).catch((error: unknown) => {
    throw faultOf(error, bucket);
  });
  const answer = answered();
  if (!answer || !response.body) throw new OriginFault("answer", "The storage sent nothing.");
  return toOriginal({ ...answer, body: response.body }, path);
}

/** Lists a few objects: by that the storage tells whether it knows the key and the bucket. */
export async function tryBucket(bucket: Bucket, prefix: string, asked: Omit<Ask, "path">): Promise<void> {
  const { s3 } = connect(bucket, asked);
  const { report } = asked;
  try {
    const page = await s3.listObjectsPaged("/", prefix, LISTED);
    if (!page) throw new OriginFault("bucket", `There is no bucket ${bucket.bucket}.`);
    report?.("credentials", "The access key is known.");
    report?.("bucket", `The bucket ${bucket.bucket} is there.`);
  } catch (error) {
    const fault = faultOf(error, bucket);
    if (!(fault instanceof OriginFault) || fault.part !== "permission") throw fault;
    report?.("credentials", "The access key is known.");
    report?.("permission", "It may not list the bucket, which delivery does not need.");
  }
}

/** All that is sent goes the guarded way; redirects are not followed, because a signature is for one host. */
function connect({ endpoint, bucket, region, accessKeyId, secretAccessKey }: Bucket, asked: Omit<Ask, "path">) {
  let last: Answer | undefined;
  const fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const address = input instanceof Request ? input.url : input.toString();
    const headers = Object.fromEntries(new Headers(init.headers));
    last = await askOutside(address, { ...asked, method: init.method, headers, redirects: 0 });
    return new Response(last.body, { status: last.status, headers: headersOf(last) });
  };
  const s3 = new S3mini({ endpoint: `${endpoint}/${bucket}`, region, accessKeyId, secretAccessKey, fetch });
  return { s3, answered: () => last };
}

const headersOf = ({ headers }: Answer) =>
  Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );

const CODES: Record<string, [Part, string]> = {
  InvalidAccessKeyId: ["credentials", "The storage does not know this access key ID."],
  SignatureDoesNotMatch: ["credentials", "The secret access key does not belong to this access key ID."],
  ExpiredToken: ["credentials", "The access key has expired."],
  RequestTimeTooSkewed: ["credentials", "The clock of this server is wrong, so that signatures are refused."],
  NoSuchBucket: ["bucket", "There is no such bucket."],
  InvalidBucketName: ["bucket", "There is no such bucket."],
  PermanentRedirect: ["bucket", "The bucket is in another region."],
  AuthorizationHeaderMalformed: ["bucket", "The bucket is in another region."],
  AccessDenied: ["permission", "The access key may not read this bucket."],
  AllAccessDisabled: ["permission", "The bucket is closed."],
};

const BY_STATUS: Record<number, string> = { 301: "PermanentRedirect", 401: "InvalidAccessKeyId", 403: "AccessDenied" };

/** The error of the storage in the words of a source. */
function faultOf(error: unknown, { bucket }: Bucket): Error {
  if (error instanceof OriginFault) return error;
  const { message, status, body = "" } = error as Error & { status?: number; body?: string };
  if (status === undefined) return new OriginFault("answer", `The storage could not be asked: ${message}`);
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? BY_STATUS[status] ?? "";
  if (code === "NoSuchKey" || (status === 404 && code === "")) return notFound("image");
  const [part, says] = CODES[code] ?? [
    "answer",
    `The storage answered with status ${status} ${code}.`.replace(" .", "."),
  ];
  return new OriginFault(part, part === "bucket" ? `${bucket}: ${says}` : says);
}
