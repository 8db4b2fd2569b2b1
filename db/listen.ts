import { listenClient } from "./client";

type Listener = (payload: string) => void;
type Channel = { listeners: Set<Listener>; lost: Set<() => void> };

const kept = globalThis as typeof globalThis & { apertureChannels?: Map<string, Promise<Channel>> };
const channels = (kept.apertureChannels ??= new Map());

/**
 * Hears what the database notifies on a channel, on one connection a channel and process. `onGap` runs whenever the
 * connection had been lost and is back: what was notified meanwhile is unknown.
 */
export async function subscribe(
  name: string,
  listener: Listener,
  onGap: () => void = () => undefined,
): Promise<() => void> {
  let opening = channels.get(name);
  if (!opening) {
    opening = open(name);
    channels.set(name, opening);
    opening.catch(() => channels.delete(name));
  }
  const channel = await opening;
  channel.listeners.add(listener);
  channel.lost.add(onGap);
  return () => {
    channel.listeners.delete(listener);
    channel.lost.delete(onGap);
  };
}

async function open(name: string): Promise<Channel> {
  const channel: Channel = { listeners: new Set(), lost: new Set() };
  let first = true;
  await listenClient().listen(
    name,
    (payload) => channel.listeners.forEach((listener) => listener(payload)),
    () => {
      if (!first) channel.lost.forEach((onGap) => onGap());
      first = false;
    },
  );
  return channel;
}
