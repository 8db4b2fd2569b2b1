import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 random bits, safe in addresses and cookies. */
export const newToken = () => randomBytes(32).toString("base64url");

/** What is kept of a secret. Plain SHA-256 is enough, because the secrets are random and long. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest("hex");
