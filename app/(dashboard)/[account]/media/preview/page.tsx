import { Eye } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Split } from "@/components/shell/inspector";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { EffectiveList } from "@/components/ui/effective-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Iris } from "@/components/ui/iris";
import { PageHeader } from "@/components/ui/page-header";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { type SeenAs, seeAs } from "@/lib/shares/queries/see-as";
import { itemHref } from "../addresses";
import { abilityItems } from "../share/ability-items";
import { LevelLabel } from "../share/level-label";
import { orNotFound, readPreview } from "./look";
import { SeenFile } from "./seen-file";
import { SeenPath } from "./seen-path";
import { SeenPlace } from "./seen-place";

export const metadata: Metadata = { title: "Preview" };

/** A folder, collection or file as somebody else sees it. Nothing can be changed here. */
export default async function PreviewPage(props: PageProps<"/[account]/media/preview">) {
  const actor = await requirePage(props, "media.seeAccess");
  const { slug } = actor.account;
  const asked = readPreview(await props.searchParams);
  if (!asked) redirect(`/${slug}/media`);
  const { person, item, seen } = await orNotFound(seeAs(actor, asked));
  return (
    <Split>
      <Callout
        tone="petrol"
        icon={<Eye aria-hidden />}
        title={`You look at this as ${person.name} sees it.`}
        action={
          <ButtonLink size="sm" className="-my-1" href={itemHref(slug, item)}>
            Back
          </ButtonLink>
        }
        className="mb-5"
      >
        Nothing can be changed here.
      </Callout>
      {seen ? (
        <Sight account={slug} person={person} item={item} seen={seen} />
      ) : (
        <>
          <PageHeader title={item.name} />
          <EmptyState icon={<Iris opening="none" />} title={`For ${person.name} this does not exist`}>
            {person.isSuspended
              ? `${person.name} is suspended and sees nothing.`
              : "No share, group, collection or role opens it to them."}
          </EmptyState>
        </>
      )}
    </Split>
  );
}

type SightProps = Pick<SeenAs, "person" | "item"> & { account: string; seen: NonNullable<SeenAs["seen"]> };

function Sight({ account, person, item, seen }: SightProps) {
  const { level, abilities, above, folders, files, file } = seen;
  return (
    <>
      <SeenPath account={account} memberId={person.id} above={above} name={item.name} />
      <PageHeader title={item.name} note={item.kind === "file" ? "File" : contentOf(folders.length, files.count)}>
        <LevelLabel level={level} />
      </PageHeader>
      <div className="seen-layout">
        <section>
          <h2 className="sr-only">What {person.name} sees</h2>
          {file ? (
            <SeenFile account={account} file={file} />
          ) : (
            <SeenPlace account={account} memberId={person.id} item={item} {...seen} />
          )}
        </section>
        <EffectiveList title={`What ${person.name} can do here`} items={abilityItems(abilities)} />
      </div>
    </>
  );
}

/** "2 folders, 148 files"; of a collection the number is not told. */
const contentOf = (folders: number, files: number | null): string =>
  [
    ...(folders > 0 ? [formatCount(folders, { one: "folder", other: "folders" })] : []),
    ...(files === null ? [] : [formatCount(files, { one: "file", other: "files" })]),
  ].join(", ");
