import type { Upload as Tus } from "tus-js-client";
import type { Clash } from "@/lib/media/input/change";
import { isOf, type Item, itemFrom, itemOf, keptOf, shownOf, unreadItemOf } from "./item";
import { KeptUploads } from "./kept-uploads";
import { type SendProblem, startSending } from "./send";
import { type Chosen, isMoving, type Unread, type Upload, type UploadState } from "./upload";

/** Files on their way at the same time; a browser has six connections to a server. */
const AT_ONCE = 3;

/** Bytes arrive more often than anybody can see. */
const TOLD_EVERY_MS = 50;

/** From these nothing follows by itself. */
const ENDED: ReadonlySet<UploadState> = new Set(["done", "failed", "unread"]);

/** `owner`: the account and person for whom unfinished uploads are kept in the browser; null keeps none. */
type QueueOptions = { endpoint: string; owner: string | null };

/** The uploads of an open page: a few are sent at a time, and each can be paused, taken up again and cancelled. */
export class UploadQueue {
  #items = new Map<string, Item>();
  #sending = new Map<string, Tus>();
  #listeners = new Set<() => void>();
  #uploads: readonly Upload[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
  /** What the person chose for all names that are taken, until everything has come. */
  #clash: Clash | null = null;
  readonly #endpoint: string;
  readonly #owner: string | null;
  readonly #kept: KeptUploads | null;

  constructor({ endpoint, owner }: QueueOptions) {
    this.#endpoint = endpoint;
    this.#owner = owner;
    this.#kept = owner === null ? null : KeptUploads.open(owner);
    addEventListener("online", () => this.#each((item) => item.isLost && this.resume(item.id)));
  }

  get uploads(): readonly Upload[] {
    return this.#uploads;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to send them; a file whose upload broke off earlier goes on where it was. What could not be read is told. */
  add(chosen: readonly Chosen[], unread: readonly Unread[] = []): void {
    const fresh = chosen
      .filter(({ file }) => !this.#takeUpAgain(file))
      .map((one) => itemOf(one, this.#clash ?? "skip"));
    for (const item of [...fresh, ...unread.map(unreadItemOf)]) this.#items.set(item.id, item);
    this.#keep(fresh.filter(({ state }) => state === "waiting"));
    this.#changed();
  }

  /** Takes up what was not finished when a page of this person was left. */
  async restore(): Promise<void> {
    const left = (await this.#kept?.takeOver().catch(() => [])) ?? [];
    for (const kept of left) this.#items.set(kept.id, itemFrom(kept));
    this.#changed();
  }

  pause(id: string): void {
    const item = this.#items.get(id);
    if (!item || !isMoving(item)) return;
    void this.#sending.get(id)?.abort();
    this.#stop(item, "paused");
  }

  /** Goes on, or tries again after a refusal. */
  resume(id: string): void {
    const item = this.#items.get(id);
    if (item?.state === "paused" || item?.state === "failed") this.#stop(item, "waiting");
  }

  pauseAll = () => this.#each(({ id }) => this.pause(id));
  resumeAll = () => this.#each(({ id }) => this.resume(id));

  /** What has come is thrown away, here and on the server. */
  cancel(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    const sending = this.#sending.get(id);
    if (sending) void sending.abort(true).catch(() => undefined);
    else if (item.url && item.state !== "done") void discard(item.url);
    this.#drop(id);
    this.#changed();
  }

  /** What to do where a file of this name is there; `skip` leaves it out. */
  settle(id: string, clash: Clash, forAll: boolean): void {
    if (forAll) this.#clash = clash;
    const asked = [...this.#items.values()].filter((item) => item.state === "clash" && (forAll || item.id === id));
    for (const item of asked) this.#answer(item, clash);
    this.#changed();
  }

  /** Forgets what has come, and what will not. */
  clear(): void {
    this.#each(({ id, state }) => ENDED.has(state) && this.cancel(id));
  }

  /** Small ones may have come before the browser has kept them all. */
  #keep(items: readonly Item[]): void {
    const isUnfinished = ({ id, state }: Item) => this.#items.has(id) && state !== "done";
    this.#remember(async (browser) => {
      await browser.keep(items.map((item) => keptOf(item, this.#owner ?? "")));
      await browser.note(items.filter(isUnfinished));
      await browser.forget(items.filter((item) => !isUnfinished(item)).map(({ id }) => id));
    });
  }

  #takeUpAgain(file: File): boolean {
    const item = [...this.#items.values()].find((one) => isOf(one, file));
    if (!item) return false;
    item.file = file;
    this.#stop(item, "waiting");
    return true;
  }

  /** Keeps as many on their way as there should be. */
  #fill(): void {
    for (const item of this.#items.values()) {
      if (this.#sending.size >= AT_ONCE) return;
      if (item.state === "waiting" && item.file) this.#send(item, item.file);
    }
  }

  #send(item: Item, file: File): void {
    item.state = "sending";
    item.problem = null;
    item.isLost = false;
    const sending = startSending({
      endpoint: this.#endpoint,
      key: item.id,
      file,
      folderId: item.folderId,
      clash: item.clash,
      url: item.url,
      onBegun: (url) => {
        item.url = url;
        this.#remember((browser) => browser.note([item]));
      },
      onProgress: (bytes) => {
        item.sent = bytes;
        this.#changed();
      },
      onDone: () => {
        item.sent = item.size;
        this.#remember((browser) => browser.forget([item.id]));
        this.#stop(item, "done");
        if (![...this.#items.values()].some(isMoving)) this.#clash = null;
      },
      onProblem: (problem) => this.#refused(item, problem),
    });
    this.#sending.set(item.id, sending);
  }

  #refused(item: Item, { status, message, isClash }: SendProblem): void {
    item.problem = message;
    item.isLost = status === 0;
    if (isClash && item.clash === "skip") {
      this.#sending.delete(item.id);
      item.state = "clash";
      if (this.#clash) this.#answer(item, this.#clash);
      this.#changed();
      return;
    }
    this.#stop(item, "failed");
    // Where there is no room for one there is none for the others.
    if (status === 507) this.pauseAll();
  }

  #answer(item: Item, clash: Clash): void {
    if (clash === "skip") return this.#drop(item.id);
    item.clash = clash;
    item.url = null;
    item.state = "waiting";
    item.problem = null;
    this.#remember((browser) => browser.note([item]));
  }

  #drop(id: string): void {
    this.#items.delete(id);
    this.#sending.delete(id);
    this.#remember((browser) => browser.forget([id]));
  }

  #stop(item: Item, state: UploadState): void {
    this.#sending.delete(item.id);
    item.state = state;
    if (state !== "failed") item.problem = null;
    this.#changed();
  }

  /** What cannot be kept is sent all the same; it only has to be dropped again after a reload. */
  #remember(work: (browser: KeptUploads) => Promise<void>): void {
    if (this.#kept) void work(this.#kept).catch(() => undefined);
  }

  #each(work: (item: Item) => void): void {
    for (const item of this.#items.values()) work(item);
  }

  #changed(): void {
    this.#fill();
    if (this.#telling === undefined) this.#telling = setTimeout(() => this.#tell(), TOLD_EVERY_MS);
  }

  #tell(): void {
    this.#telling = undefined;
    this.#uploads = [...this.#items.values()].map(shownOf);
    for (const listener of this.#listeners) listener();
  }
}

/** If it does not succeed, the server throws it away by itself in two days. */
const discard = (url: string) =>
  fetch(url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).catch(() => undefined);
