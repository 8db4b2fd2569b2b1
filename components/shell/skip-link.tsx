/** The first stop of the Tab key on every page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-petrol px-3 py-2 text-13 font-strong text-on-petrol focus-visible:translate-y-0"
    >
      Skip to content
    </a>
  );
}
