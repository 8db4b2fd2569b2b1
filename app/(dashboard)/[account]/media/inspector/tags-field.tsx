"use client";

import { toast } from "@/components/overlay/toast";
import { Tag } from "@/components/ui/tag";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { newSubmission } from "../../use-once";
import { setTagsAction } from "../actions";
import { TagsInput } from "../tags-input";

type Props = { account: string; fileId: string; tags: string[]; fixed: boolean };

/** The tags of a file, saved as they are typed. */
export function TagsField({ account, fileId, tags, fixed }: Props) {
  if (fixed)
    return (
      tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag}>
              <Tag>{tag}</Tag>
            </li>
          ))}
        </ul>
      )
    );
  const change = async (next: string[]) => {
    const result = await answered(setTagsAction(account, { fileIds: [fileId], tags: next }, newSubmission()));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    const [before] = result.data.before;
    if (before)
      toast({ message: "Tags changed", undo: undoing(() => setTagsAction(account, before, newSubmission())) });
  };
  return <TagsInput account={account} label="Tags" tags={tags} onChange={(next) => void change(next)} />;
}
