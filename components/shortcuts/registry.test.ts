import { describe, expect, test } from "vitest";
import { chordOf, type Press, type Shortcut, ShortcutRegistry } from "./registry";

const press = (chord: string, more: Partial<Press> = {}): Press => ({
  chord,
  typing: false,
  dialogOpen: false,
  at: 0,
  ...more,
});
const shortcut = (keys: string, more: Partial<Shortcut> = {}): Shortcut => ({
  keys,
  label: keys,
  run: () => {},
  ...more,
});

function registryOf(...shortcuts: Shortcut[]) {
  const registry = new ShortcutRegistry();
  for (const each of shortcuts) registry.register(each);
  return registry;
}

describe("chordOf", () => {
  const event = (key: string, held: Partial<KeyboardEvent> = {}) =>
    chordOf({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held });

  test("Ctrl and Command are the same key", () => {
    expect(event("k", { ctrlKey: true })).toBe("mod+k");
    expect(event("k", { metaKey: true })).toBe("mod+k");
  });
  test("Shift counts for letters and named keys, not for the sign it makes", () => {
    expect(event("X", { shiftKey: true })).toBe("shift+x");
    expect(event("Enter", { shiftKey: true })).toBe("shift+enter");
    expect(event("?", { shiftKey: true })).toBe("?");
  });
});

describe("ShortcutRegistry", () => {
  test("finds a chord, and nothing after it is taken back", () => {
    const registry = new ShortcutRegistry();
    const one = shortcut("x");
    const remove = registry.register(one);
    expect(registry.match(press("x"))).toBe(one);
    remove();
    expect(registry.match(press("x"))).toBeUndefined();
  });

  test("finds a sequence within a second, and prefers it to its last key alone", () => {
    const sequence = shortcut("g u");
    const registry = registryOf(sequence, shortcut("u"));
    registry.match(press("g", { at: 0 }));
    expect(registry.match(press("u", { at: 900 }))).toBe(sequence);
    registry.match(press("g", { at: 2000 }));
    expect(registry.match(press("u", { at: 3100 }))?.keys).toBe("u");
  });

  test("rests while the person types or a dialog is open, unless it says otherwise", () => {
    const plain = shortcut("j");
    const always = shortcut("mod+k", { whileTyping: true, overDialogs: true });
    const registry = registryOf(plain, always);
    expect(registry.match(press("j", { typing: true }))).toBeUndefined();
    expect(registry.match(press("j", { dialogOpen: true }))).toBeUndefined();
    expect(registry.match(press("mod+k", { typing: true, dialogOpen: true }))).toBe(always);
  });

  test("leaves the key to others where its condition fails", () => {
    const registry = registryOf(shortcut("enter", { when: () => false }));
    expect(registry.match(press("enter"))).toBeUndefined();
  });

  test("the higher priority wins, then the later one", () => {
    const high = shortcut("mod+z", { priority: 1 });
    const registry = registryOf(high, shortcut("mod+z"));
    expect(registry.match(press("mod+z"))).toBe(high);
    const later = shortcut("mod+z", { priority: 1 });
    registry.register(later);
    expect(registry.match(press("mod+z"))).toBe(later);
  });

  test("single keys can be switched off; chords and Escape stay", () => {
    const registry = registryOf(shortcut("x"), shortcut("mod+k"), shortcut("escape"), shortcut("shift+x"));
    registry.singleKeys = false;
    expect(registry.match(press("x"))).toBeUndefined();
    expect(registry.match(press("shift+x"))).toBeUndefined();
    expect(registry.match(press("mod+k"))?.keys).toBe("mod+k");
    expect(registry.match(press("escape"))?.keys).toBe("escape");
  });
});
