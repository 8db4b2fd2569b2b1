import { generateKeyPairSync, sign } from "node:crypto";
import { OAuth2Server } from "oauth2-mock-server";

/** What the issuer will say of whoever comes next in a browser, and how it will cheat. */
export type Visit = {
  claims: { sub: string; email: string; email_verified?: boolean; name?: string } & Record<string, unknown>;
  forgery?: "unsigned" | "foreign-key";
  /** It stops answering between sending the person back and saying who they are. */
  down?: boolean;
};

const COOKIE = "visit";

/** The browser carries the visit to the issuer in a cookie, so that tests at the same time do not meet. */
export const visitCookie = (issuerUrl: string, visit: Visit) => ({
  name: COOKIE,
  value: Buffer.from(JSON.stringify(visit)).toString("base64url"),
  url: issuerUrl,
});

/** An OpenID Connect issuer that asks nothing and says of its visitors whatever the test wants. */
export async function startIssuer() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  server.issuer.url = `http://127.0.0.1:${server.address().port}`;

  const visits = new Map<string, Visit>();
  const visitOf = (request: { body?: unknown }) =>
    visits.get((request.body as { code?: string } | undefined)?.code ?? "");
  server.service.on("beforeAuthorizeRedirect", (redirect: { url: URL }, request: { headers: { cookie?: string } }) => {
    const cookie = new RegExp(`\\b${COOKIE}=([\\w-]+)`).exec(request.headers.cookie ?? "")?.[1];
    const code = redirect.url.searchParams.get("code");
    if (cookie && code) visits.set(code, JSON.parse(Buffer.from(cookie, "base64url").toString()) as Visit);
  });
  server.service.on("beforeTokenSigning", (token: { payload: object }, request: { body?: unknown }) => {
    Object.assign(token.payload, visitOf(request)?.claims);
  });
  type Response = { statusCode: number; body: { id_token?: string } };
  server.service.on("beforeResponse", (response: Response, request: { body?: unknown }) => {
    const { forgery, down } = visitOf(request) ?? {};
    if (down) Object.assign(response, { statusCode: 503, body: {} });
    if (forgery && response.body.id_token) response.body.id_token = FORGERIES[forgery](response.body.id_token);
  });
  return { url: server.issuer.url, stop: () => server.stop() };
}

const foreignKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

const FORGERIES = {
  unsigned(token: string) {
    const [, payload] = token.split(".");
    return `${Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" })).toString("base64url")}.${payload}.`;
  },
  "foreign-key"(token: string) {
    const signed = token.split(".").slice(0, 2).join(".");
    return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), foreignKey).toString("base64url")}`;
  },
};
