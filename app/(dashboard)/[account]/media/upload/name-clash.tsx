import { useState } from "react";
import type { UploadQueue } from "@/app/uploads/queue";
import type { Upload } from "@/app/uploads/upload";
import { Button } from "@/components/ui/button";
import { CheckboxField } from "@/components/ui/checkbox";
import type { Clash } from "@/lib/media/input/change";

type Props = { upload: Upload; uploads: readonly Upload[]; queue: UploadQueue };

/** Asks what to do where a file of this name is there already. The other files go on meanwhile. */
export function NameClash({ upload, uploads, queue }: Props) {
  const [forAll, setForAll] = useState(false);
  const others = uploads.length > 1;
  const choose = (clash: Clash) => () => queue.settle(upload.id, clash, forAll);
  return (
    <div
      role="group"
      aria-label="A name is taken"
      className="grid gap-2 border-t border-line bg-amber-wash px-3 py-2.5"
    >
      <p className="text-13">
        There is a file called <strong className="[overflow-wrap:anywhere]">{upload.name}</strong> already.
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={choose("version")}>
          New version
        </Button>
        <Button size="sm" onClick={choose("keep")}>
          Keep both
        </Button>
        <Button size="sm" look="quiet" onClick={choose("skip")}>
          Skip
        </Button>
      </div>
      {others && (
        <CheckboxField
          label="The same for all names that are taken"
          checked={forAll}
          onChange={(event) => setForAll(event.target.checked)}
        />
      )}
    </div>
  );
}
