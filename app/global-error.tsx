"use client";

import "./globals.css";
import PageError from "./error";

/** The same words when even the layout failed. */
export default function GlobalError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Aperture could not show this page</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
