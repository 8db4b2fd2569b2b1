import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dot } from "@/components/ui/tag";

/** Stays at the bottom while something is unsaved. */
export function SaveBar({
  changes,
  saving,
  refusal,
  onSave,
  onDiscard,
}: {
  /** "2 changes" */
  changes: string;
  saving: boolean;
  refusal: string | null;
  onSave: () => void;
  onDiscard: () => void;
}) {
  return (
    <div className="save-bar sticky bottom-[-24px] mx-[-24px] mt-auto mb-[-24px] flex-wrap max-md:bottom-0 max-md:mx-[-16px]">
      {refusal && (
        <Callout tone="crimson" role="alert" className="basis-full">
          {refusal}
        </Callout>
      )}
      <span className="mr-auto flex min-w-0 items-center gap-2 font-strong" role="status">
        <Dot /> {changes} <span className="font-normal text-ink-2 max-md:hidden">not saved</span>
      </span>
      <Button look="quiet" onClick={onDiscard}>
        Discard
      </Button>
      <Button look="primary" keys="mod+enter" pending={saving} onClick={onSave}>
        Save changes
      </Button>
    </div>
  );
}
