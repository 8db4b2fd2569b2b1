import { markKept, unmarkKept } from "./kept-mark";
import type { Kept, KeptState } from "./upload";

/** Bytes of a file that the browser keeps a copy of; a larger one has to be dropped again after a reload. */
const MOST_KEPT_BYTES = 64 * 1024 ** 2;

/** Hours that the server keeps what has come of an unfinished upload. */
const KEPT_HOURS = 48;

const DATABASE = "aperture";
const LOCK = "aperture uploads";

/**
 * The unfinished uploads of one person in one account, kept in the browser. Each open page works on its own ones: it
 * holds a lock by its name, so that another page takes over only what belongs to a page that is gone.
 */
export class KeptUploads {
  readonly page = Math.random().toString(36).slice(2);

  private constructor(private readonly owner: string) {}

  /** Null where the browser can keep nothing, as in a page that did not come encrypted. */
  static open(owner: string): KeptUploads | null {
    if (!("indexedDB" in globalThis) || !("locks" in navigator)) return null;
    const kept = new KeptUploads(owner);
    void navigator.locks.request(`${LOCK} ${kept.page}`, () => new Promise(() => undefined));
    return kept;
  }

  /** What pages that are gone left behind, as ours from now on. */
  takeOver(): Promise<(Kept & KeptState)[]> {
    return navigator.locks.request(LOCK, async () => {
      const { held = [] } = await navigator.locks.query();
      const open = new Set(held.map(({ name }) => name));
      const own = (await this.#all()).filter(({ owner }) => owner === this.owner);
      if (own.length === 0) unmarkKept(this.owner);
      const left = own.filter(({ page }) => !open.has(`${LOCK} ${page}`));
      const isOld = ({ addedAt }: Kept) => Date.now() - addedAt > KEPT_HOURS * 3_600_000;
      await this.forget(left.filter(isOld).map(({ id }) => id));
      const taken = left.filter((one) => !isOld(one));
      await this.note(taken);
      return taken;
    });
  }

  /** Without the files where there is no room for them. */
  async keep(uploads: readonly Kept[]): Promise<void> {
    markKept(this.owner);
    const bare = (one: Kept) => ({ ...one, file: null });
    await putInto(
      "files",
      uploads.map((one) => (one.size > MOST_KEPT_BYTES ? bare(one) : one)),
    ).catch(() => putInto("files", uploads.map(bare)));
  }

  note(states: readonly Omit<KeptState, "page">[]): Promise<void> {
    return putInto(
      "states",
      states.map(({ id, clash, url }) => ({ id, clash, url, page: this.page })),
    );
  }

  forget(ids: readonly string[]): Promise<void> {
    return inStores("readwrite", (stores) => {
      for (const id of ids) for (const store of Object.values(stores)) store.delete(id);
    });
  }

  async #all(): Promise<(Kept & KeptState)[]> {
    const requests: { files?: IDBRequest<Kept[]>; states?: IDBRequest<KeptState[]> } = {};
    await inStores("readonly", ({ files, states }) => {
      requests.files = files.getAll() as IDBRequest<Kept[]>;
      requests.states = states.getAll() as IDBRequest<KeptState[]>;
    });
    const states = new Map(requests.states?.result.map((state) => [state.id, state]));
    return (requests.files?.result ?? []).flatMap((file) => {
      const state = states.get(file.id);
      return state ? [{ ...file, ...state }] : [];
    });
  }
}

const STORES = ["files", "states"] as const;
type StoreName = (typeof STORES)[number];

let database: Promise<IDBDatabase> | undefined;

const openDatabase = () =>
  (database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      for (const name of STORES) request.result.createObjectStore(name, { keyPath: "id" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  }));

const putInto = (name: StoreName, rows: readonly object[]): Promise<void> =>
  inStores("readwrite", (stores) => {
    for (const row of rows) stores[name].put(row);
  });

/** Ends when what was asked for is on the disk. */
async function inStores(mode: IDBTransactionMode, work: (stores: Record<StoreName, IDBObjectStore>) => void) {
  const transaction = (await openDatabase()).transaction([...STORES], mode);
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  work({ files: transaction.objectStore("files"), states: transaction.objectStore("states") });
  await ended;
}
