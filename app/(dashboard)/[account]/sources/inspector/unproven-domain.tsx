import { Callout } from "@/components/ui/callout";
import { CopyableId } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import type { SourceDetails } from "@/lib/sources/queries/find-source";

/** What the domain's name server has to say first. */
export const UnprovenDomain = ({ domain, name, value }: SourceDetails["unproven"][number]) => (
  <Callout tone="amber" title={`${domain} is not proven to be yours`}>
    <p>Images are delivered there within two minutes of this TXT record.</p>
    <DefinitionList
      items={[
        { term: "Name", value: <CopyableId value={name} label="Copy the record's name" /> },
        { term: "Value", value: <CopyableId value={value} label="Copy the record's value" /> },
      ]}
    />
  </Callout>
);
