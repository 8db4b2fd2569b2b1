import type { TypeDescription } from "@/lib/sources/origins/registry";
import type { Tested } from "@/lib/sources/queries/test-connection";
import { AccessFields, CacheFields, PlaceFields } from "../form/delivery-fields";
import { LogLines } from "../form/log-lines";
import type { FieldErrors, SourceDraft } from "../form/source-draft";
import { linesOf } from "./origin-step";

export function DeliveryStep({
  type,
  tested,
  ...fields
}: {
  type: TypeDescription;
  draft: SourceDraft;
  errors: FieldErrors;
  tested: readonly Tested[] | null;
  onChange: (changes: Partial<SourceDraft>) => void;
}) {
  return (
    <>
      {tested && <LogLines label="Connection test" lines={linesOf(tested)} />}
      <AccessFields {...fields} mustBeSigned={type.mustBeSigned ?? false} />
      <CacheFields {...fields} />
      {!type.takesAddresses && <PlaceFields {...fields} />}
    </>
  );
}
