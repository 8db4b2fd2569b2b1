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

const bucketOf = ({ values: { bucket = "", region = "", accessKeyId = "", secretAccessKey = "" } }: Place): Bucket => ({
  endpoint: `https://s3.${region}.amazonaws.com`,
  bucket,
  region,
  accessKeyId,
  secretAccessKey,
});

export const s3: OriginType = {
  label: "Amazon S3",
  does: "Reads originals from a bucket of Amazon S3, which may be private.",
  fields: [
    BUCKET_FIELD,
    {
      name: "region",
      label: "Region",
      hint: "Where the bucket is.",
      example: "eu-central-1",
      isPlace: true,
      problemOf: regionProblem,
    },
    ...KEY_FIELDS,
  ],
  open: (place, ask) => openObject(bucketOf(place), ask),
  test: (place, { basePath, ...asked }) => tryBucket(bucketOf(place), basePath, asked),
};
