import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import type { Login } from "@/lib/profile/queries";
import { EndLoginButton } from "./end-login-button";

/** The ways in. The mailbox is always one, so that nobody locks themselves out. */
export function SignInCard({ account, email, logins }: { account: string; email: string; logins: readonly Login[] }) {
  return (
    <Card title="Ways to sign in">
      <DefinitionList
        items={[
          { term: "Mailed link", value: email },
          ...logins.map((login) => ({
            term: "Google account",
            value: (
              <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {login.email}
                <span className="text-12 text-ink-2">
                  since <Time value={login.startedAt} as="date" />
                </span>
                <EndLoginButton account={account} loginId={login.id} email={login.email} />
              </span>
            ),
          })),
          ...(logins.length === 0
            ? [
                {
                  term: "Google account",
                  value: "None yet: sign in with Google once, by the same address, to add yours",
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
