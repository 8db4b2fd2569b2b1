import { Images } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Iris } from "@/components/ui/iris";
import { formatList } from "@/lib/format";
import type { Person } from "@/lib/media/queries/rows";

type Props = { askable: readonly Person[]; canAdd: boolean; isCollection: boolean };

/** An empty folder or collection, or the start page of someone with whom nothing is shared: that one says whom to ask. */
export function NothingHere({ askable, canAdd, isCollection }: Props) {
  if (askable.length > 0)
    return (
      <EmptyState icon={<Iris opening="none" />} title="Nothing is shared with you yet">
        You see the files, folders and collections that somebody shares with you. Ask{" "}
        {formatList(
          askable.map(({ name }) => name),
          "en",
        )}
        : they can share.
      </EmptyState>
    );
  if (isCollection)
    return (
      <EmptyState icon={<Images aria-hidden />} title="This collection is empty">
        Select files in the library and choose Collect: they stay where they are, and stand here as well.
      </EmptyState>
    );
  return (
    <EmptyState icon={<Images aria-hidden />} title="Nothing lies here yet">
      {canAdd ? "Drop files here, or make folders to sort them into." : "What is put here appears at once."}
    </EmptyState>
  );
}
