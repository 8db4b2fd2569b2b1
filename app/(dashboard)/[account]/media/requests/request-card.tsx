"use client";

import { useState, useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Iris } from "@/components/ui/iris";
import { Link } from "@/components/ui/link";
import { Person } from "@/components/ui/person";
import { Select } from "@/components/ui/select";
import { Time } from "@/components/ui/time";
import type { Level } from "@/lib/permissions/operations";
import type { AccessRequestRow } from "@/lib/shares/queries/list-requests";
import { answered } from "../../answered";
import { folderHref } from "../addresses";
import { EXPIRY_OPTIONS, expiryIn } from "../share/expiry";
import { LEVEL_OPTIONS, labelOf, OPENINGS } from "../share/levels";
import { answerRequestAction } from "./actions";

/** One person's wish for one folder; they may be given another level than they asked for. */
export function RequestCard({ account, request }: { account: string; request: AccessRequestRow }) {
  const { id, person, folder, message, startedAt } = request;
  const [level, setLevel] = useState<Level>(request.level);
  const [days, setDays] = useState("");
  const [pending, startTransition] = useTransition();
  const answer = (given: Level | null) =>
    startTransition(async () => {
      const result = await answered(
        answerRequestAction(account, { requestId: id, level: given, expiresAt: expiryIn(days) }),
      );
      if (!result.ok) return toast({ tone: "crimson", message: result.message });
      const does = given === null ? "does not get" : `can ${labelOf(given).toLowerCase()}`;
      toast(`${person.name} ${does} ${folder.name}`);
    });
  return (
    <article aria-label={`${person.name} asks for ${folder.name}`} className="rounded-card border border-line-2 p-3">
      <div className="flex items-center justify-between gap-3">
        <Person name={person.name} detail={person.email} />
        <Time value={startedAt} className="text-12 text-ink-3" />
      </div>
      <p className="mt-2 text-13">
        Asks to {labelOf(request.level).toLowerCase()}{" "}
        <Link className="link-text" href={folderHref(account, folder.id)}>
          {folder.name}
        </Link>
        {message && `: “${message}”`}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Select
          aria-label="Level to give"
          icon={<Iris opening={OPENINGS[level]} />}
          options={LEVEL_OPTIONS}
          value={level}
          onChange={(event) => setLevel(event.target.value as Level)}
        />
        <Select
          aria-label="How long"
          options={EXPIRY_OPTIONS}
          value={days}
          onChange={(event) => setDays(event.target.value)}
        />
        <Button look="primary" pending={pending} onClick={() => answer(level)}>
          Give access
        </Button>
        <Button look="quiet" pending={pending} onClick={() => answer(null)}>
          Decline
        </Button>
      </div>
    </article>
  );
}
