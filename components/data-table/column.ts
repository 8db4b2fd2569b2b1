import type { ReactNode } from "react";

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The name the server sorts by. */
  sort?: string;
  align?: "end";
  /** Leaves the table when the window is narrower than a tablet (720) or a small laptop (1180). */
  from?: "md" | "lg";
  /** The person cannot hide it. */
  fixed?: boolean;
  /** Keeps the head for screen readers only, for a column of buttons. */
  headerHidden?: boolean;
  className?: string;
}

export interface Filter {
  /** Its name in the address; several values are joined by commas. */
  param: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** At most one value. */
  single?: boolean;
}
