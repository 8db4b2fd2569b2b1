import { expect, test } from "vitest";
import { clientAddress, contentSecurityPolicy, isFilePath, judgeHost, securityHeaders } from "./headers.mjs";

test("without a proxy the connection's address counts, whatever the client claims", () => {
  expect(clientAddress("::ffff:203.0.113.7", "198.51.100.1", 0)).toBe("203.0.113.7");
  expect(clientAddress("2001:db8::1", undefined, 0)).toBe("2001:db8::1");
});

test("behind proxies the first of them is believed, and nothing before it", () => {
  expect(clientAddress("10.0.0.2", "6.6.6.6, 203.0.113.7", 1)).toBe("203.0.113.7");
  expect(clientAddress("10.0.0.2", "6.6.6.6, 203.0.113.7, 10.0.0.1", 2)).toBe("203.0.113.7");
  expect(clientAddress("10.0.0.2", "not an address", 1)).toBe("10.0.0.2");
  expect(clientAddress("10.0.0.2", undefined, 1)).toBe("10.0.0.2");
});

test("only requests for the configured host are ours", () => {
  const address = new URL("https://aperture.example.com");
  expect(judgeHost("aperture.example.com", address)).toBe("ours");
  for (const host of ["evil.example", "aperture.example.com.evil.example", "localhost", "", undefined])
    expect(judgeHost(host, address)).toBe("foreign");
});

test("other names of the same machine lead to the configured one", () => {
  const address = new URL("http://localhost:3000");
  expect(judgeHost("127.0.0.1:3000", address)).toBe("alias");
  expect(judgeHost("[::1]:3000", address)).toBe("alias");
  expect(judgeHost("127.0.0.1:4000", address)).toBe("foreign");
  expect(judgeHost("evil.example:3000", address)).toBe("foreign");
});

test("the policy allows nothing inline and nothing from elsewhere", () => {
  const policy = contentSecurityPolicy("abc");
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
  expect(policy).toContain("'nonce-abc'");
});

test("HSTS is promised only where the connection is safe", () => {
  expect(securityHeaders({ https: true })).toHaveProperty("Strict-Transport-Security");
  expect(securityHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security");
});

test("people's own files are told from pages", () => {
  for (const path of ["/api/media/northlight/files/fil_1/content", "/api/media/northlight/zip", "/s/token/file"])
    expect(isFilePath(path)).toBe(true);
  for (const path of [
    "/northlight/media",
    "/s/token",
    "/api/media/northlight/files",
    "/s/token/file/",
    "/api/media/zip",
  ])
    expect(isFilePath(path)).toBe(false);
});
