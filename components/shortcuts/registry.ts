export interface Shortcut {
  /** A chord such as `mod+k`, or keys pressed one after the other such as `g u`. */
  keys: string;
  /** What it does, for the list of shortcuts. */
  label: string;
  group?: string;
  run: () => void;
  /** Where it returns false the key press is left to others. */
  when?: () => boolean;
  /** Works while a dialog is open; others rest then. */
  overDialogs?: boolean;
  /** Works while the person types in a field. */
  whileTyping?: boolean;
  /** Among equals the higher wins; then the one registered last. */
  priority?: number;
}

export interface Press {
  /** As `chordOf` writes it. */
  chord: string;
  typing: boolean;
  dialogOpen: boolean;
  /** Milliseconds on any steady clock. */
  at: number;
}

const SEQUENCE_MS = 1000;

/** Writes a key press as `mod+shift+x`. Shift is left out where it only makes the character, as in `?`. */
export function chordOf(event: Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">): string {
  const key = event.key.toLowerCase();
  const letter = /^[\p{Letter}]$/u.test(key) || key.length > 1;
  return [
    (event.metaKey || event.ctrlKey) && "mod",
    event.altKey && "alt",
    event.shiftKey && letter && "shift",
    key === " " ? "space" : key,
  ]
    .filter(Boolean)
    .join("+");
}

/** Knows every shortcut on the page and which one a key press means. */
export class ShortcutRegistry {
  private readonly shortcuts = new Set<Shortcut>();
  private last = { chord: "", at: Number.NEGATIVE_INFINITY };
  /** Off: only chords with mod or alt, and Escape, work (WCAG 2.1.4). */
  singleKeys = true;

  register(shortcut: Shortcut): () => void {
    this.shortcuts.add(shortcut);
    return () => void this.shortcuts.delete(shortcut);
  }

  list(): Shortcut[] {
    return [...this.shortcuts];
  }

  match(press: Press): Shortcut | undefined {
    const sequence = press.at - this.last.at < SEQUENCE_MS ? `${this.last.chord} ${press.chord}` : "";
    this.last = press;
    if (!this.singleKeys && isSingle(press.chord)) return undefined;
    const fits = (keys: string) =>
      this.list().filter(
        (shortcut) =>
          shortcut.keys === keys &&
          (shortcut.overDialogs || !press.dialogOpen) &&
          (shortcut.whileTyping || !press.typing) &&
          shortcut.when?.() !== false,
      );
    return strongest(fits(sequence)) ?? strongest(fits(press.chord));
  }
}

function strongest(shortcuts: Shortcut[]): Shortcut | undefined {
  const best = Math.max(...shortcuts.map((shortcut) => shortcut.priority ?? 0));
  return shortcuts.findLast((shortcut) => (shortcut.priority ?? 0) === best);
}

function isSingle(chord: string): boolean {
  return !/^(mod|alt)\+/.test(chord) && chord !== "escape";
}
