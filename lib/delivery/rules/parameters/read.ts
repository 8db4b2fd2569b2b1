import { readImageKit } from "@/lib/delivery/rules/parameters/imagekit";
import { readImgix } from "@/lib/delivery/rules/parameters/imgix";
import { Values } from "@/lib/delivery/rules/parameters/values";
import { atDensity, NO_TRANSFORMATION, type Transformation } from "@/lib/delivery/rules/transformation";

/**
 * Reads what is asked of a picture, in either family of words: imgix's names in the query (`w=300&fit=crop`), ImageKit's
 * chains in the query (`tr=w-300:rt-90`) or in the path. With both, the chain comes after. What is unknown is passed over.
 *
 * @param query of the address, without its question mark
 * @param options.chain ImageKit's chain of the path
 * @param options.defaults the source's own query: what holds unless the address says otherwise
 * @throws AppError `malformed`, naming the parameter, where the query says `strict=1` and a value is wrong
 */
export function readTransformation(
  query: string,
  { chain = "", defaults = "" }: { chain?: string; defaults?: string } = {},
): Transformation {
  const given = new URLSearchParams(query);
  const all = new URLSearchParams(defaults);
  for (const name of new Set(given.keys())) all.delete(name);
  for (const [name, text] of given) all.append(name, text);

  const values = new Values(given.get("strict") === "1");
  const imgix = readImgix(all, values);
  const imageKit = readImageKit(chain || (all.get("tr") ?? ""), values);
  const { format, quality, lossless, dpr, original }: Transformation = {
    ...NO_TRANSFORMATION,
    ...imgix.output,
    ...imageKit.output,
  };
  const steps = [...(imgix.step ? [imgix.step] : []), ...imageKit.steps];
  return { steps: steps.map((step) => atDensity(step, dpr)), format, quality, lossless, dpr, original };
}
