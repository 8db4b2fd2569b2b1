type Guard = (go: () => void) => void;
let guard: Guard | undefined;

/** Goes to another place, unless something unsaved asks first. */
export function leave(go: () => void): void {
  if (guard) guard(go);
  else go();
}

/** While it stands, it decides whether a place is left. @returns how to take it away */
export function guardLeaving(next: Guard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = undefined;
  };
}
