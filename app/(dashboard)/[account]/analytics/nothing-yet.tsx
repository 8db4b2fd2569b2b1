import { ChartColumn } from "lucide-react";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

/** Before the first request: what brings one. */
export function NothingYet({ address }: { address: string }) {
  const samples = [
    { label: "HTML", code: `<img src="${address}?w=800&auto=format" alt="Hero" width="800">` },
    { label: "cURL", code: `curl -sO "${address}?w=800&fm=webp"` },
  ];
  return (
    <EmptyState
      icon={<ChartColumn aria-hidden />}
      title="No image has been requested yet"
      example={<CodeBlock samples={samples} />}
    >
      Every image that a source delivers is counted here within seconds: requests, bandwidth, cache hits and errors. Put
      an image into a page to see the first one.
    </EmptyState>
  );
}
