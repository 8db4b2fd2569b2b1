"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { Callout } from "@/components/ui/callout";
import { FormCard } from "@/components/ui/form-card";
import { SelectField } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch";
import { TokenField } from "@/components/ui/token-field";
import { formatCount, formatList } from "@/lib/format";
import { emailDomain, type SignInPolicy, signInPolicyInput } from "@/lib/settings/input";
import type { DomainInUse } from "@/lib/settings/queries";
import { editSignInPolicyAction } from "./actions";
import { lengthOptions, toLength } from "./lengths";
import { saveSettings } from "./save-settings";

type Props = { account: string; saved: SignInPolicy; hasGoogle: boolean; domainsInUse: readonly DomainInUse[] };

const HOURS = [
  { value: 1, label: "1 hour" },
  { value: 8, label: "8 hours" },
  { value: 24, label: "1 day" },
  { value: 168, label: "7 days" },
];

export function SignInPolicyCard({ account, saved, hasGoogle, domainsInUse }: Props) {
  const form = useForm({ resolver: zodResolver(signInPolicyInput), values: saved });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { emailDomains, googleOnly, sessionHours } = useWatch({ control: form.control });
  const outside = isDirty ? peopleOutside(emailDomains ?? [], domainsInUse) : null;
  const change = (next: Partial<SignInPolicy>) => {
    for (const [field, value] of Object.entries(next))
      form.setValue(field as keyof SignInPolicy, value, { shouldDirty: true });
  };
  const save = form.handleSubmit((fields) =>
    saveSettings({
      act: (next: SignInPolicy) => editSignInPolicyAction(account, next),
      fields,
      setError: form.setError,
      fallback: "emailDomains",
      message: "Sign-in policy saved",
    }),
  );
  return (
    <FormCard
      title="Sign-in"
      note="Asked of everyone at every request, from the moment it is saved"
      submit="Save sign-in policy"
      disabled={!isDirty}
      pending={isSubmitting}
      onSubmit={save}
    >
      <div className="grid gap-4">
        <TokenField
          label="Allowed e-mail domains"
          hint="Empty: people at any address can be invited and sign in. API keys go on working."
          placeholder="example.com"
          tokens={emailDomains ?? []}
          onChange={(domains) => change({ emailDomains: domains.map((domain) => domain.toLowerCase()) })}
          problemOf={problemOf}
          suggestions={domainsInUse.map(({ domain, people }) => ({ value: domain, label: peopleLabel(people) }))}
          error={errors.emailDomains?.message ?? errors.emailDomains?.find?.((each) => each)?.message}
        />
        {outside && <Callout tone="amber">{outside}</Callout>}
        <div>
          <SwitchField
            label="Sign-in with Google only"
            hint={
              hasGoogle
                ? "Whoever is signed in by a mailed link is asked to sign in again."
                : "Sign-in with Google is not set up on this server."
            }
            disabled={!hasGoogle && !saved.googleOnly}
            checked={googleOnly}
            onChange={(event) => change({ googleOnly: event.target.checked })}
          />
          {errors.googleOnly && <p className="text-12 text-crimson-ink">{errors.googleOnly.message}</p>}
        </div>
        <SelectField
          label="Sign in again after"
          hint="Counted from signing in, however much the session is used"
          error={errors.sessionHours?.message}
          options={lengthOptions(HOURS, sessionHours ?? null, {
            none: "30 days, as on the whole server",
            unit: "hours",
          })}
          value={String(sessionHours ?? "")}
          onChange={(event) => change({ sessionHours: toLength(event.target.value) })}
        />
      </div>
    </FormCard>
  );
}

const problemOf = (domain: string) =>
  emailDomain.safeParse(domain).success ? undefined : `${domain} is not a domain such as example.com.`;

const peopleLabel = (people: number) => formatCount(people, { one: "person", other: "people" });

/** Who will be out, before it is saved. */
function peopleOutside(domains: readonly string[], inUse: readonly DomainInUse[]): string | null {
  const outside = inUse.filter(({ domain }) => !domains.includes(domain));
  if (domains.length === 0 || outside.length === 0) return null;
  const people = outside.reduce((sum, each) => sum + each.people, 0);
  const named = outside.slice(0, 3).map(({ domain }) => domain);
  const places = outside.length > 3 ? [...named, `${outside.length - 3} more`] : named;
  return `On save, ${peopleLabel(people)} at ${formatList(places, "en")} can no longer open this account. Nobody is removed: with the domain back, they are back.`;
}
