import { ButtonForm } from "../button-form";
import { beginGoogleAction } from "./actions";

export function GoogleForm({ next }: { next: string }) {
  return (
    <ButtonForm action={beginGoogleAction} fields={{ next }} look="secondary" icon={<GoogleMark />}>
      Continue with Google
    </ButtonForm>
  );
}

/** As Google's rules for its sign-in button ask, in its own colours. */
const GoogleMark = () => (
  <svg viewBox="0 0 18 18" aria-hidden className="size-4">
    <path
      fill="#4285f4"
      d="M17.64 9.2c0-.63-.06-1.25-.16-1.84H9v3.48h4.84a4.14 4.14 0 0 1-1.8 2.72v2.26h2.92a8.78 8.78 0 0 0 2.68-6.62z"
    />
    <path
      fill="#34a853"
      d="M9 18c2.43 0 4.47-.8 5.96-2.18l-2.92-2.26c-.8.54-1.84.86-3.04.86a5.36 5.36 0 0 1-5.04-3.7H.94v2.33A9 9 0 0 0 9 18z"
    />
    <path fill="#fbbc05" d="M3.96 10.72a5.41 5.41 0 0 1 0-3.44V4.95H.94a9 9 0 0 0 0 8.1z" />
    <path
      fill="#ea4335"
      d="M9 3.58c1.32 0 2.5.45 3.44 1.35l2.58-2.59A9 9 0 0 0 .94 4.95l3.02 2.33A5.36 5.36 0 0 1 9 3.58z"
    />
  </svg>
);
