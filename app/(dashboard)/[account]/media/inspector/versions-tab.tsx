"use client";

import { Download, Trash2 } from "lucide-react";
import { confirm } from "@/components/overlay/confirm";
import { MenuButton } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { VersionRow } from "@/lib/media/queries/list-versions";
import { answered } from "../../answered";
import { deleteVersionAction, restoreVersionAction } from "../actions";
import { fileHref } from "../addresses";
import { Bytes } from "../bytes";

type Props = {
  account: string;
  fileId: string;
  versions: VersionRow[];
  can: { restoreVersion: boolean; deleteVersion: boolean; download: boolean };
};

/** Newest first. Restoring an old one makes a new one of it, so that nothing in between is lost. */
export function VersionsTab({ account, fileId, versions, can }: Props) {
  const restore = async ({ id, number }: VersionRow) => {
    const result = await answered(restoreVersionAction(account, { fileId, versionId: id }));
    toast(
      result.ok
        ? `Version ${number} is back as version ${result.data.number}`
        : { tone: "crimson", message: result.message },
    );
  };
  const remove = ({ id, number }: VersionRow) =>
    confirm({
      title: `Delete version ${number}`,
      body: "Its content is gone for good; the other versions stay.",
      action: "Delete version",
      run: async () => {
        const result = await answered(deleteVersionAction(account, { fileId, versionId: id }));
        return result.ok ? undefined : result.message;
      },
    });
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
          <span className="ml-auto flex flex-none items-center gap-1">
            {can.restoreVersion && !version.isCurrent && (
              <Button size="sm" onClick={() => void restore(version)}>
                Restore
              </Button>
            )}
            <MenuButton
              size="sm"
              label={`Actions for version ${version.number}`}
              groups={[
                can.download
                  ? [
                      {
                        id: "download",
                        label: "Download",
                        icon: <Download aria-hidden />,
                        run: () => location.assign(fileHref(account, fileId, "download", version.id)),
                      },
                    ]
                  : [],
                can.deleteVersion && versions.length > 1
                  ? [
                      {
                        id: "delete",
                        label: "Delete…",
                        icon: <Trash2 aria-hidden />,
                        danger: true,
                        run: () => remove(version),
                      },
                    ]
                  : [],
              ]}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
