import { expect, test } from "vitest";
import { canonicalRange, liesWithin, rangesWithin } from "./networks";

test.each([
  ["10.1.2.3/8", "10.0.0.0/8"],
  ["203.0.113.7", "203.0.113.7/32"],
  [" 198.51.100.0/24 ", "198.51.100.0/24"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["2001:DB8:0:0::1/48", "2001:db8::/48"],
  ["2001:db8::1", "2001:db8::1/128"],
  ["::/0", "::/0"],
  ["::ffff:10.0.0.1", "10.0.0.1/32"],
  ["::ffff:10.0.0.0/104", "10.0.0.0/8"],
  ["172.16.99.255/12", "172.16.0.0/12"],
])("%s is written %s", (text, canonical) => {
  expect(canonicalRange(text)).toBe(canonical);
});

test.each([
  "010.0.0.1",
  "127.1",
  "2130706433",
  "0x7f.0.0.1",
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0.0/08.0",
  "10.0.0.0/",
  "10.0.0.0/8/8",
  "2001:db8::/129",
  "fe80::1%eth0",
  "::ffff:0.0.0.0/90",
  "example.com",
  "",
])("%j is no range", (text) => {
  expect(canonicalRange(text)).toBeNull();
});

test("an address is found in ranges of its own family, however it is written", () => {
  const ranges = ["10.0.0.0/8", "2001:db8::/32"];
  for (const inside of ["10.255.0.1", "::ffff:10.0.0.1", "2001:db8:ffff::1"])
    expect(liesWithin(inside, ranges)).toBe(true);
  for (const outside of ["11.0.0.1", "2001:db9::1", "::ffff:11.0.0.1", "nonsense", null])
    expect(liesWithin(outside, ranges)).toBe(false);
});

test("IPv4 is not inside an IPv6 range, not even the whole of it", () => {
  expect(liesWithin("10.0.0.1", ["::/0"])).toBe(false);
});

test("ranges lie within wider ones, not the other way round", () => {
  expect(rangesWithin(["10.1.0.0/16", "2001:db8::1/128"], ["10.0.0.0/8", "2001:db8::/32"])).toBe(true);
  expect(rangesWithin(["10.0.0.0/8"], ["10.1.0.0/16"])).toBe(false);
  expect(rangesWithin(["10.0.0.0/7"], ["10.0.0.0/8", "11.0.0.0/8"])).toBe(false);
});
