"use client";

import { useState } from "react";
import { TokenField } from "@/components/ui/token-field";
import { useSuggestions } from "./search/use-suggestions";

type Props = {
  account: string;
  label: string;
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  hint?: string;
  "data-autofocus"?: boolean;
};

/** Tags, with those of the library offered while one is typed. */
export function TagsInput({ account, tags, ...field }: Props) {
  const [text, setText] = useState("");
  const found = useSuggestions(account, text);
  return (
    <TokenField {...field} spaces tokens={tags} suggestions={found.tags.map((value) => ({ value }))} onType={setText} />
  );
}
