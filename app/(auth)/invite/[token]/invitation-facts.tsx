import { DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import type { Invitation } from "@/lib/invitations/queries/find-invitation";
import { gistOf, PERMISSIONS, setOf } from "@/lib/permissions/permissions";

export function InvitationFacts({ invitation }: { invitation: Invitation }) {
  const { access, email, expiresAt } = invitation;
  return (
    <>
      <DefinitionList
        items={[
          { term: "For", value: email },
          { term: "Your access", value: access.words },
          ...(access.grantsExpireAt && access.permissions.length > 0
            ? [
                {
                  term: "Single permissions",
                  value: (
                    <>
                      until <Time value={access.grantsExpireAt} as="datetime" />
                    </>
                  ),
                },
              ]
            : []),
          { term: "Open until", value: <Time value={expiresAt} as="datetime" /> },
        ]}
      />
      {access.held.length > 0 && (
        <section aria-labelledby="abilities" className="grid gap-1.5 text-13">
          <h2 id="abilities" className="font-bold">
            What you will be able to do
          </h2>
          <ul className="grid gap-1 text-ink-2">
            {gistOf(setOf(access.held)).map((permission) => (
              <li key={permission}>
                <span className="font-strong text-ink">{PERMISSIONS[permission].label}:</span>{" "}
                {PERMISSIONS[permission].does}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
