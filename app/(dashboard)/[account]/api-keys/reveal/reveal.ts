/** A key whose secret has just been made; it is shown once and kept nowhere. */
export type NewKey = {
  id: string;
  name: string;
  secret: string;
  /** RFC 3339, where it is known and there is one. */
  expiresAt?: string | null;
  /** What gets the focus back; it may be gone by then. */
  opener: HTMLElement | null;
};

type Listener = (key: NewKey) => void;
let listener: Listener | undefined;

/** Shows a secret in the one place of the page that outlives whatever made it. */
export const reveal = (key: NewKey) => listener?.(key);

/** The host on the page registers here. */
export function onReveal(next: Listener): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = undefined;
  };
}
