import "server-only";
import {
  BUCKET_FIELD,
  type Bucket,
  KEY_FIELDS,
  openObject,
  regionProblem,
  tryBucket,
} from "@/lib/sources/origins/bucket";
import type { OriginType, Place } from "@/lib/sources/origins/origin";
import { problemOfFolder } from "@/lib/sources/origins/web-folder";

const bucketOf = ({ values }: Place): Bucket => {
  const { endpoint = "", bucket = "", accessKeyId = "", secretAccessKey = "" } = values;
  return {
    endpoint: endpoint.replace(/\/+$/, ""),
    bucket,
    region: values.region || "auto",
    accessKeyId,
    secretAccessKey,
  };
};

export const s3Compatible: OriginType = {
  label: "S3-compatible storage",
  does: "Reads originals from a bucket of Cloudflare R2, Backblaze B2, MinIO or another storage that speaks S3.",
  fields: [
    {
      name: "endpoint",
      label: "Endpoint",
      hint: "The address of the storage, without the bucket.",
      example: "https://s3.eu-central-003.backblazeb2.com",
      isPlace: true,
      problemOf: problemOfFolder,
    },
    BUCKET_FIELD,
    {
      name: "region",
      label: "Region",
      hint: "Left empty: auto.",
      example: "auto",
      isOptional: true,
      problemOf: regionProblem,
    },
    ...KEY_FIELDS,
  ],
  open: (place, ask) => openObject(bucketOf(place), ask),
  test: (place, { basePath, ...asked }) => tryBucket(bucketOf(place), basePath, asked),
};
