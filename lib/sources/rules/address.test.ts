import { expect, test } from "vitest";
import { mayReach } from "@/lib/sources/rules/address";

test.each(["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111"])("%s is on the internet", (address) => {
  expect(mayReach(address, [])).toBe(true);
});

test.each([
  ["loopback", "127.0.0.1"],
  ["loopback", "127.255.1.9"],
  ["loopback", "::1"],
  ["nothing", "0.0.0.0"],
  ["nothing", "::"],
  ["a private network", "10.0.0.7"],
  ["a private network", "172.16.3.4"],
  ["a private network", "192.168.1.1"],
  ["a private network", "fd12:3456::1"],
  ["a provider's own network", "100.64.0.1"],
  ["link-local", "169.254.169.254"],
  ["link-local", "fe80::1"],
  ["link-local", "fe80::1%eth0"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["documentation", "203.0.113.7"],
  ["IPv4 in IPv6", "::ffff:127.0.0.1"],
  ["IPv4 in IPv6", "::ffff:a9fe:a9fe"],
  ["IPv4 in IPv6, as it once was", "::127.0.0.1"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["NAT64", "64:ff9b:1::a9fe:a9fe"],
  ["6to4", "2002:7f00:1::"],
  ["Teredo", "2001:0:7f00:1::"],
  ["no address", "localhost"],
])("%s is out of reach: %s", (_, address) => {
  expect(mayReach(address, [])).toBe(false);
});

test("an operator opens a private network, and never where a cloud tells its secrets", () => {
  expect(mayReach("10.20.1.1", ["10.20.0.0/16"])).toBe(true);
  expect(mayReach("10.21.1.1", ["10.20.0.0/16"])).toBe(false);
  expect(mayReach("127.0.0.1", ["127.0.0.0/8"])).toBe(true);
  expect(mayReach("::ffff:127.0.0.1", ["127.0.0.0/8"])).toBe(true);
  expect(mayReach("169.254.169.254", ["0.0.0.0/0"])).toBe(false);
  expect(mayReach("::ffff:169.254.169.254", ["0.0.0.0/0"])).toBe(false);
  expect(mayReach("fd00:ec2::254", ["fd00::/8"])).toBe(false);
});
