import ipaddr from "ipaddr.js";
import { liesWithin } from "@/lib/networks";

/** Where clouds tell machines their secrets: not even an operator's exception opens these. */
const NEVER = ["0.0.0.0/8", "169.254.0.0/16", "100.100.100.200/32", "::/128", "fe80::/10", "fd00:ec2::254/128"];

/** All that is routed on the internet is in here; what embeds an IPv4 address elsewhere (`::/96`, NAT64) is not. */
const GLOBAL_IPV6 = "2000::/3";

/**
 * Whether a source may be fetched from this address: the internet, and the private networks that the operator named.
 * Ranges are those of the IANA special-purpose registries, as ipaddr.js keeps them.
 */
export function mayReach(address: string, privateNetworks: readonly string[]): boolean {
  if (!ipaddr.isValid(address) || liesWithin(address, NEVER)) return false;
  if (liesWithin(address, privateNetworks)) return true;
  const plain = ipaddr.process(address);
  return plain.range() === "unicast" && (plain.kind() === "ipv4" || liesWithin(plain.toString(), [GLOBAL_IPV6]));
}

/** On the internet: nothing else is asked there, so that a source is no port scanner. */
const PORTS: readonly string[] = ["", "80", "443", "8080", "8443", "9000"];

export const mayUsePort = (port: string) => PORTS.includes(port);
