import { CodeBlock } from "@/components/ui/code-block";
import { CopyableId } from "@/components/ui/copy-button";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import type { SourceDetails } from "@/lib/sources/queries/find-source";
import { TryImage } from "./try-image";
import { SigningToken } from "./signing-token";
import { UnprovenDomain } from "./unproven-domain";

/** Where its images stand, how they look there, and what there is to know. */
export function OverviewTab({ account, source }: { account: string; source: SourceDetails }) {
  const { id, type, address, hosts, live, deployment, requests, createdAt, token, can, status, unproven } = source;
  const path = type === "web_proxy" ? encodeURIComponent("https://images.example.com/hero.jpg") : "press/hero.jpg";
  const facts: Definition[] = [
    { term: "Address", value: <CopyableId value={address} label="Copy the address" /> },
    { term: "Hosts", value: <code className="data-text break-all">{hosts.join(", ")}</code> },
    { term: "Delivers", value: deployment === null ? "Nothing yet" : `Number ${deployment}` },
    { term: "Requests in 24 hours", value: formatNumber(requests, "en") },
    { term: "Unsigned addresses", value: live?.signedOnly ? "Refused" : "Answered" },
    { term: "Made", value: <Time value={createdAt} as="date" /> },
    { term: "Id", value: <CopyableId value={id} label="Copy the source's id" /> },
  ];
  return (
    <>
      <DefinitionList items={facts} />
      {unproven.map((record) => (
        <UnprovenDomain key={record.domain} account={account} sourceId={id} record={record} canCheck={can.deploy} />
      ))}
      {deployment !== null && status !== "disabled" && can.edit && (
        <TryImage account={account} sourceId={id} isAddress={type === "web_proxy"} />
      )}
      <section className="grid gap-2">
        <h3 className="text-13">Addresses</h3>
        <CodeBlock
          samples={[
            { label: "HTML", code: `<img src="${address}/${path}?w=800&auto=format" alt="">` },
            { label: "imgix", code: `${address}/${path}?w=800&h=600&fit=crop` },
            { label: "ImageKit", code: `${address}/${path}?tr=w-800,h-600,c-maintain_ratio` },
          ]}
        />
      </section>
      {token && <SigningToken account={account} sourceId={id} token={token} />}
    </>
  );
}
