"use client";

import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { VersionRow } from "@/lib/media/queries/list-versions";
import { restoreVersionAction } from "../actions";
import { Bytes } from "../bytes";

type Props = { account: string; fileId: string; versions: VersionRow[]; canRestore: boolean };

/** Newest first. Restoring an old one makes a new one of it, so that nothing in between is lost. */
export function VersionsTab({ account, fileId, versions, canRestore }: Props) {
  const restore = async ({ id, number }: VersionRow) => {
    const result = await restoreVersionAction(account, { fileId, versionId: id });
    toast(
      result.ok
        ? `Version ${number} is back as version ${result.data.number}`
        : { tone: "crimson", message: result.message },
    );
  };
  return (
    <ul>
      {versions.map((version) => (
        <li
          key={version.id}
          className="flex items-center gap-3 border-t border-line py-2.5 text-13 first:border-t-0 first:pt-0"
        >
          <span className="grid">
            <span className="flex items-center gap-2 font-strong">
              Version {version.number}
              {version.isCurrent && <Tag tone="petrol">Current</Tag>}
            </span>
            <span className="text-12 text-ink-2">
              <Bytes value={version.size} />, by {version.createdBy}, <Time value={version.createdAt} />
              {version.restoredFrom !== null && `, from version ${version.restoredFrom}`}
            </span>
          </span>
          {canRestore && !version.isCurrent && (
            <Button size="sm" className="ml-auto" onClick={() => void restore(version)}>
              Restore
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
