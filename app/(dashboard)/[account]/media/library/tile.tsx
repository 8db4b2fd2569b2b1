import type { DrawnRow } from "../item";
import { ItemPicture } from "../item-picture";
import { detailOf } from "./columns";

/** A file or folder as a picture with its name. */
export function Tile({ account, row }: { account: string; row: DrawnRow }) {
  return (
    <>
      <span className="tile-picture">
        <ItemPicture account={account} row={row} />
      </span>
      <span className="mt-2 block truncate text-13 font-strong">{row.name}</span>
      <span className="block truncate pr-6 text-12 text-ink-2">{detailOf(row)}</span>
    </>
  );
}
