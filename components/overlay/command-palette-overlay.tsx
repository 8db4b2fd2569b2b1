"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Autocomplete, useFilter } from "react-aria-components/Autocomplete";
import { Dialog } from "react-aria-components/Dialog";
import { Header, Menu, MenuItem, MenuSection } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Input } from "react-aria-components/Input";
import { TextField } from "react-aria-components/TextField";
import { Kbd } from "../ui/kbd";
import type { Command, CommandGroup, CommandSearch } from "./command-palette";
import type { OverlayProps } from "./lazy-overlay";
import { leave } from "./leaving";

const PAUSE_MS = 150;

export default function CommandPaletteOverlay({
  groups,
  search,
  isOpen,
  onOpenChange,
}: OverlayProps & { groups: readonly CommandGroup[]; search?: CommandSearch }) {
  const { contains } = useFilter({ sensitivity: "base" });
  const [query, setQuery] = useState("");
  const found = useSearch(query, search);
  const close = () => {
    setQuery("");
    onOpenChange(false);
  };
  const shown = [...groups.map((group) => narrowed(group, query, contains)), ...found];
  // The palette is opened to type in it.
  const start = { autoFocus: true };
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => (open ? onOpenChange(true) : close())}
      isDismissable
      className="scrim palette-scrim"
      data-modal=""
    >
      <Modal className="palette">
        <Dialog aria-label="Search or jump to" className="dialog-box">
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <TextField {...start} aria-label="Search or jump to" className="palette-field">
              <Search aria-hidden />
              <Input placeholder="Search or jump to" />
              <Kbd keys="escape" />
            </TextField>
            <Menu
              aria-label="Results"
              className="palette-list"
              onClose={close}
              renderEmptyState={() => (
                <p className="px-4 py-6 text-center text-13 text-ink-2">Nothing matches “{query}”</p>
              )}
            >
              {shown
                .filter((group) => group.items.length > 0)
                .map((group) => (
                  <MenuSection key={group.label}>
                    <Header className="palette-group">{group.label}</Header>
                    {group.items.map((item) => (
                      <Item key={item.id} item={item} />
                    ))}
                  </MenuSection>
                ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Item({ item }: { item: Command }) {
  const router = useRouter();
  const run = () => {
    item.run?.();
    const { href } = item;
    if (href) leave(() => router.push(href as Route));
  };
  return (
    <MenuItem id={item.id} textValue={item.label} onAction={run} className="menu-item">
      <span className="menu-icon">{item.icon}</span>
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate">{item.label}</span>
        {item.detail && <span className="truncate text-12 font-normal text-ink-3">{item.detail}</span>}
      </span>
      {item.keys && <Kbd keys={item.keys} />}
    </MenuItem>
  );
}

function narrowed(group: CommandGroup, query: string, contains: (text: string, part: string) => boolean): CommandGroup {
  const words = query.trim().split(/\s+/);
  const fits = (item: Command) => {
    const text = `${item.label} ${item.detail ?? ""} ${item.also ?? ""}`;
    return words.every((word) => contains(text, word));
  };
  return { ...group, items: group.items.filter(fits) };
}

/** What the server finds for the words, after a pause in typing. */
function useSearch(query: string, search: CommandSearch | undefined): readonly CommandGroup[] {
  const [found, setFound] = useState<{ query: string; groups: readonly CommandGroup[] }>({ query: "", groups: [] });
  const words = query.trim();
  useEffect(() => {
    if (!search || !words) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      search(words, abort.signal)
        .then((groups) => setFound({ query: words, groups }))
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words, search]);
  return words && words.startsWith(found.query) && found.query ? found.groups : [];
}
