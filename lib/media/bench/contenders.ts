import { type SQL, sql } from "drizzle-orm";
import type { Contender, Figure } from "../../../bin/bench.mjs";
import { askingAccount, withAccount } from "@/db/client";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { closureReach, moveInClosure } from "@/lib/media/bench/closure";
import { MEMBERS } from "@/lib/media/bench/library";
import { movePaths } from "@/lib/media/commands/move";
import { filesSearch } from "@/lib/media/input/search";
import { findItems } from "@/lib/media/queries/find-item";
import { type FilesPage, listFiles, listFilesWithin } from "@/lib/media/queries/list-files";
import { findReadable } from "@/lib/media/queries/read-content";
import type { Reach } from "@/lib/media/queries/reach";
import { setShares } from "@/lib/shares/commands/set-shares";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";
import { isAnswered } from "@/lib/testing/cut-off";
import { asMember } from "@/lib/testing/studio";

const SAMPLES = 30;

/** One way to decide who sees what. `asker`: who asks, for the restricted member whose turn it is. */
type Way = {
  list: (member: MemberActor, search: object) => Promise<FilesPage>;
  /** The ids of the first page of what the member sees. */
  answer: (member: MemberActor) => Promise<string[]>;
  mayOpen: (member: MemberActor, fileId: string) => Promise<unknown>;
  move: (move: Move) => Promise<unknown>;
};

type Move = { folderId: string; path: string; to: { id: string; path: string }; back: { id: string; path: string } };

const accountOf = (name: string): ActorAccount => ({
  id: `acc_${name}`,
  slug: name,
  name: "Bench",
  plan: "enterprise",
});
const large = accountOf("large");
const small = accountOf("small");

const memberOf = (account: ActorAccount, number: number) =>
  asMember(account, `mem_${account.slug}${String(number).padStart(10, "0")}`);

const input = (search: object) => filesSearch.parse(search);

const idsOf = ({ rows }: FilesPage) => rows.map(({ id }) => id);

async function contest({ list, answer, mayOpen, move }: Way): Promise<Contender> {
  const admin = await memberOf(large, 0);
  const members = await Promise.all(Array.from({ length: 25 }, (_, n) => memberOf(large, 1 + n * 19)));
  const narrow = await Promise.all(Array.from({ length: 5 }, (_, n) => memberOf(large, MEMBERS - n)));
  const fewer = await Promise.all(Array.from({ length: 25 }, (_, n) => memberOf(small, 1 + n * 19)));
  const everyone = [...members, ...narrow];
  const turn = (n: number) => everyone[n % everyone.length] as MemberActor;
  const words = ["harbour", "portrait", "press logo", "sunset studio", "final hero"];
  const files = await Promise.all(everyone.map(async (member) => idsOf(await listFiles(member, input({ limit: 10 })))));
  const folders = await Promise.all(everyone.map((member) => someFolder(member)));
  const moving = await movable();
  const fileOf = (n: number) => files[n % files.length]?.[n % 10] ?? "";
  const share = (level: "view" | null) =>
    setShares(admin, {
      item: { folderId: moving.folderId },
      shares: [{ grantee: { memberId: (members[0] as MemberActor).memberId }, level }],
    });

  return {
    answers: JSON.stringify(await Promise.all(members.slice(0, 3).map(answer))),
    measure: async () => ({
      ...(await times("date", (n) => list(turn(n), {}))),
      ...(await times("name", (n) => list(turn(n), { sort: "name" }))),
      ...(await times("search", (n) => list(turn(n), { q: words[n % words.length] }))),
      ...(await times("folder", (n) => list(turn(n), { folder: folders[n % folders.length] }))),
      ...(await times("date, 1/100 of the files", (n) => list(fewer[n % fewer.length] as MemberActor, {}))),
      ...(await times("may open", (n) => mayOpen(turn(n), fileOf(n)))),
      ...(await times("who can open", (n) => whoHasAccess(admin, { fileId: fileOf(n) }))),
      ...(await times(
        "move a large folder",
        (n) => move(n % 2 ? { ...moving, to: moving.back, back: moving.to } : moving),
        4,
      )),
      ...(await times("share it", (n) => share(n % 2 ? null : "view"), 10)),
      ...(await withAccount(large.id, (tx) =>
        times("its row alone", (n) => tx.execute(n % 2 ? endRow : beginRow(moving.folderId, members[0])), 10),
      )),
    }),
  };
}

/** Milliseconds of each sample; what comes in between once slows no median down. What is cut off took at least as long. */
async function times(name: string, work: (n: number) => Promise<unknown>, samples = SAMPLES) {
  const taken: { ms: number; isWhole: boolean }[] = [];
  for (let n = 0; n < samples; n++) {
    const start = performance.now();
    const isWhole = await isAnswered(work(n));
    taken.push({ ms: performance.now() - start, isWhole });
  }
  const sorted = taken.toSorted((a, b) => a.ms - b.ms);
  const at = (share: number): Figure => {
    const upTo = sorted.slice(0, Math.floor((samples - 1) * share) + 1);
    const ms = upTo.at(-1)?.ms ?? Number.NaN;
    return upTo.every(({ isWhole }) => isWhole) ? ms : { atLeast: ms };
  };
  return { [`${name} p50`]: at(0.5), [`${name} p95`]: at(0.95) };
}

async function someFolder(member: MemberActor): Promise<string> {
  const { rows } = await listFiles(member, input({ limit: 50 }));
  return rows.find(({ folderId }) => folderId !== null)?.folderId ?? "";
}

/** A folder with the most others below it that is not at the root, and two places for it. */
async function movable(): Promise<Move> {
  return withAccount(large.id, async (tx) => {
    const [row] = await tx.execute<{
      id: string;
      path: string;
      toId: string;
      toPath: string;
      backId: string;
      backPath: string;
    }>(sql`
      with roots as (select id, path from folders where account_id = ${large.id} and parent_id is null order by id),
      below as (select left(path, 16) as path, count(*) as folders from folders
        where account_id = ${large.id} and length(path) >= 16 group by 1 order by 2 desc, 1 limit 1)
      select d.id, d.path, t.id as "toId", t.path as "toPath", p.id as "backId", p.path as "backPath"
      from below b join folders d on d.account_id = ${large.id} and d.path = b.path join roots p on p.id = d.parent_id
      cross join lateral (select * from roots r where r.id <> p.id limit 1) t`);
    if (!row) throw new Error("There is no folder to move.");
    const { id, path, toId, toPath, backId, backPath } = row;
    return { folderId: id, path, to: { id: toId, path: toPath }, back: { id: backId, path: backPath } };
  });
}

const movePath = ({ path, to, back }: Move) =>
  withAccount(large.id, (tx) => movePaths(tx, large.id, back.path + path.slice(-8), to.path));

const findByKey = (fileId: string, condition: SQL = sql`true`) =>
  withAccount(large.id, (tx) =>
    tx.execute(
      sql`select f.id, f.name from files f where f.account_id = ${large.id} and f.id = ${fileId} and ${condition}`,
    ),
  );

/** What sharing a folder of any size writes, apart from the command around it: who may, one after another, the audit log. */
const beginRow = (folderId: string, member: MemberActor | undefined) =>
  sql`insert into shares (account_id, id, folder_id, member_id, level, started_by, started_at)
    values (${large.id}, 'shr_bench' || txid_current() || random(), ${folderId}, ${member?.memberId}, 'view', 'bench', clock_timestamp())`;
const endRow = sql`update shares set ended_at = clock_timestamp(), ended_by = 'bench', end_reason = 'changed'
  where account_id = ${large.id} and started_by = 'bench' and ended_at is null`;

/** Whoever sees everything: lists without a filter, reads by the key without a question. */
export const everything = () =>
  contest({
    list: async (member, search) => listFiles(await adminOf(member), input(search)),
    answer: firstThatPass,
    mayOpen: (_, fileId) => findByKey(fileId),
    move: movePath,
  });

const admins = new Map<string, Promise<MemberActor>>();
const adminOf = ({ account }: MemberActor) => {
  const admin = admins.get(account.id) ?? memberOf(account, 0);
  admins.set(account.id, admin);
  return admin;
};

/** The list that a check of each single file gives. */
async function firstThatPass(member: MemberActor): Promise<string[]> {
  const admin = await adminOf(member);
  const passed: string[] = [];
  let cursor: string | undefined;
  while (passed.length < 50) {
    const page = await listFiles(admin, input({ limit: 1000, ...(cursor && { cursor }) }));
    const ids = idsOf(page);
    const found = await withAccount(large.id, (tx) => findItems(tx, member, "file", ids));
    const open = new Set(found.filter(({ level }) => level !== null).map(({ id }) => id));
    passed.push(...ids.filter((id) => open.has(id)));
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  return passed.slice(0, 50);
}

export const aperture = () =>
  contest({
    list: (member, search) => listFiles(member, input(search)),
    answer: async (member) => idsOf(await listFiles(member, input({}))),
    mayOpen: (member, fileId) => askingAccount(large.id, (ask) => findReadable(ask, member, fileId)),
    move: movePath,
  });

export const closureTable = () => {
  const within = (member: MemberActor, search: object) =>
    listFilesWithin(member, () => closureReach(member), input(search));
  return contest({
    list: within,
    answer: async (member) => idsOf(await within(member, {})),
    mayOpen: (member, fileId) => mayOpenBy(closureReach(member), fileId),
    move: ({ folderId, to }) =>
      withAccount(large.id, async (tx) => {
        for (const statement of moveInClosure(large.id, folderId, to.id)) await tx.execute(statement);
      }),
  });
};

const mayOpenBy = (reach: Reach, fileId: string) =>
  askingAccount(large.id, (ask) =>
    ask(sql`with ${reach.sources} select f.id, ${reach.rankOfFile(sql`f`)} as rank from files f
      where f.account_id = ${large.id} and f.id = ${fileId}`),
  );
