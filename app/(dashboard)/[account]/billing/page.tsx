import { Download } from "lucide-react";
import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { Callout } from "@/components/ui/callout";
import { EnvironmentProvider } from "@/components/ui/environment";
import { PageHeader } from "@/components/ui/page-header";
import { buttonClass } from "@/components/ui/button";
import { findBilling, findEndConsequences } from "@/lib/billing/queries/find-billing";
import { findInvoice, listInvoices } from "@/lib/billing/queries/list-invoices";
import { orNull } from "@/lib/http/or-null";
import { requirePage } from "@/lib/http/require-page";
import { COUNTRIES } from "@/lib/tax/rules";
import { DetailsCard } from "./details-card";
import { InvoiceInspector } from "./invoice/invoice-inspector";
import { InvoicesTable } from "./invoices-table";
import { OpenInvoices } from "./open-invoices";
import { PaymentCard } from "./payment-card";
import { PlanCard } from "./plan-card";
import { PlansCard } from "./plans-card";

export const metadata: Metadata = { title: "Billing" };

const names = new Intl.DisplayNames("en", { type: "region" });

const countries = COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code })).toSorted((a, b) =>
  a.label.localeCompare(b.label, "en"),
);

export default async function BillingPage(props: PageProps<"/[account]/billing">) {
  const actor = await requirePage(props, "billing.view");
  const { slug } = actor.account;
  const { invoice: openId, after: last, before: first } = await props.searchParams;
  const knownId = async (id: unknown) =>
    typeof id === "string" ? ((await orNull(findInvoice(actor, id)))?.id ?? null) : null;
  const place = { after: await knownId(last), before: await knownId(first) };
  const [billing, endConsequences, invoices, open] = await Promise.all([
    findBilling(actor),
    findEndConsequences(actor),
    listInvoices(actor, place),
    typeof openId === "string" ? orNull(findInvoice(actor, openId)) : null,
  ]);
  // The day on an invoice is the day of UTC, whoever reads it.
  return (
    <EnvironmentProvider zone="UTC">
      <Split
        inspector={
          open && (
            <InvoiceInspector key={open.id} account={slug} invoice={open} bank={billing.bank} cards={billing.cards} />
          )
        }
      >
        <PageHeader title="Billing" note="Prices are for a month, without tax; days are those of UTC" />
        <div className="grid max-w-[860px] gap-5">
          <OpenInvoices
            account={slug}
            invoices={billing.open}
            isCardRefused={billing.card?.saved?.isRefused ?? false}
          />
          {!billing.details && (
            <Callout tone="amber" title="Nobody is named on invoices yet.">
              Fill in the billing details below, then a plan can be chosen.
            </Callout>
          )}
          <PlanCard account={slug} billing={billing} endConsequences={endConsequences} />
          <PaymentCard account={slug} billing={billing} />
          <PlansCard current={billing.plan} />
          <DetailsCard account={slug} saved={billing.details} countries={countries} />
        </div>
        <div className="mt-8 mb-3 flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-16">Invoices</h2>
          <a href={`/${slug}/billing/export`} download className={buttonClass("secondary", "sm")}>
            <Download aria-hidden />
            Export CSV
          </a>
        </div>
        <InvoicesTable rows={invoices.rows} currentId={open?.id} pager={invoices} />
      </Split>
    </EnvironmentProvider>
  );
}
