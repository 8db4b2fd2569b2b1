import { DefinitionList } from "@/components/ui/definition-list";
import { useEnvironment } from "@/components/ui/environment";
import { Time } from "@/components/ui/time";
import { formatBytes, formatCount } from "@/lib/format";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";

/** What a link allows and how often it was used. Programs that open links on their own are counted apart. */
export function LinkFacts({ link, className }: { link: LinkRow; className?: string }) {
  const { locale } = useEnvironment();
  const limit = (most: number | null) => (most === null ? "" : ` of ${most}`);
  const bots = (count: number) =>
    count > 0 ? `, and ${formatCount(count, { one: "time", other: "times" })} by bots` : "";
  const use =
    link.kind === "view"
      ? [
          {
            term: "Opened",
            value: `${link.views}${limit(link.maxViews)}${link.maxViews ? " visits" : times(link.views)}${bots(link.botViews)}`,
          },
          {
            term: "Downloads",
            value: link.download ? `${link.downloads}${limit(link.maxDownloads)}${bots(link.botDownloads)}` : "Off",
          },
        ]
      : [
          { term: "Opened", value: `${link.views}${times(link.views)}${bots(link.botViews)}` },
          { term: "Files received", value: `${link.uploads}${limit(link.maxUploads)}` },
          ...(link.maxUploadBytes ? [{ term: "Largest file", value: formatBytes(link.maxUploadBytes, locale) }] : []),
        ];
  return (
    <DefinitionList
      className={className}
      items={[
        ...(link.startsAt ? [{ term: "Begins", value: <Time value={link.startsAt} as="datetime" /> }] : []),
        { term: "Ends", value: link.expiresAt ? <Time value={link.expiresAt} as="datetime" /> : "Never" },
        { term: "Passcode", value: link.hasPasscode ? "On" : "Off" },
        ...use,
      ]}
    />
  );
}

const times = (count: number) => (count === 1 ? " time" : " times");
