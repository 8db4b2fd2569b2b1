import type { Actor, LinkActor } from "@/lib/actor";

/** Whoever can ask for media. */
export type MediaActor = Actor | LinkActor;
