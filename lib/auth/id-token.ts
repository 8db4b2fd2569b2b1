import { createRemoteJWKSet, type JWTVerifyGetKey, jwtVerify } from "jose";

let keys: Promise<JWTVerifyGetKey> | undefined;

/**
 * Throws unless the issuer has signed this for us. next-auth judges the claims and takes the signature on trust, because
 * the token came over a connection to the issuer; an issuer may be reached through a proxy of one's own, though.
 */
export async function assertSigned(token: string, { issuer, audience }: { issuer: string; audience: string }) {
  keys ??= findKeys(issuer);
  keys.catch(() => (keys = undefined));
  await jwtVerify(token, await keys, { issuer, audience });
}

async function findKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { jwks_uri: address } = (await answer.json()) as { jwks_uri: string };
  return createRemoteJWKSet(new URL(address));
}
