import { useState } from "react";
import { CheckboxField } from "@/components/ui/checkbox";
import { useEnvironment } from "@/components/ui/environment";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch";
import type { MediaSettings } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { EXPIRY_OPTIONS } from "./expiry";
import { AS_IT_IS, AT_A_TIME, fieldOf, megabytesOf } from "./link-draft";

type Props = {
  kind: LinkRow["kind"];
  /** The link that is changed; without one a new link is made. */
  link?: LinkRow;
  rules: MediaSettings;
  faults: Record<string, string>;
};

const PAIR = "grid grid-cols-2 gap-3 max-md:grid-cols-1";

/** Everything that can be set of a link. */
export function LinkFields({ kind, link, rules, faults }: Props) {
  return (
    <>
      <TextField
        label="For whom"
        name="note"
        defaultValue={link?.note}
        hint="One link for each recipient tells you who opened it. Visitors do not see this."
        error={faults.note}
      />
      <div className={PAIR}>
        <EndField link={link} rules={rules} error={faults.expiresAt} />
        <PasscodeField link={link} rules={rules} error={faults.passcode} />
      </div>
      {kind === "view" && (
        <SwitchField
          label="Visitors may download"
          hint="The files as they were uploaded, with what a camera wrote in them, such as the place"
          name="download"
          defaultChecked={link?.download ?? rules.linkDownload}
        />
      )}
      <Limits kind={kind} link={link} faults={faults} />
    </>
  );
}

function EndField({ link, rules, error }: { link?: LinkRow; rules: MediaSettings; error?: string }) {
  const { zone } = useEnvironment();
  const standard = rules.linkDays === null ? "" : String(Math.min(7, rules.linkDays));
  const [ends, setEnds] = useState(link ? AS_IT_IS : standard);
  const days = EXPIRY_OPTIONS.some(({ value }) => value === standard) ? [] : [dayOption(standard)];
  const options = [
    ...(link ? [{ value: AS_IT_IS, label: link.expiresAt ? "As it is" : "As it is: no end" }] : []),
    ...[...days, ...EXPIRY_OPTIONS].filter(({ value }) => fits(value, rules.linkDays)),
    { value: AT_A_TIME, label: "At a time you choose" },
  ];
  return (
    <div className="grid content-start gap-2">
      <SelectField
        label="Ends"
        name="ends"
        options={options}
        value={ends}
        onChange={(event) => setEnds(event.target.value)}
        hint={rules.linkDays === null ? undefined : `After ${rules.linkDays} days at most in this account`}
        error={error}
      />
      {ends === AT_A_TIME && (
        <TextField
          label="Ends on"
          type="datetime-local"
          name="expiresAt"
          defaultValue={fieldOf(link?.expiresAt ?? null, zone)}
          required
        />
      )}
    </div>
  );
}

const dayOption = (days: string) => ({ value: days, label: `For ${days} days` });

const fits = (days: string, most: number | null) => most === null || (days !== "" && Number(days) <= most);

function PasscodeField({ link, rules, error }: { link?: LinkRow; rules: MediaSettings; error?: string }) {
  const none = rules.linkPasscode ? "Needed in this account" : "Empty: none";
  return (
    <div className="grid content-start gap-1">
      <TextField
        label={link?.hasPasscode ? "New passcode" : "Passcode"}
        name="passcode"
        autoComplete="off"
        hint={link?.hasPasscode ? "Empty: the present one stays" : none}
        error={error}
      />
      {link?.hasPasscode && !rules.linkPasscode && <CheckboxField label="Remove the passcode" name="removePasscode" />}
    </div>
  );
}

function Limits({ kind, link, faults }: Pick<Props, "kind" | "link" | "faults">) {
  const { zone } = useEnvironment();
  const number = (name: string, label: string, value: number | string | null | undefined, error?: string) => (
    <TextField
      label={label}
      type="number"
      name={name}
      min={1}
      step={name === "maxMegabytes" ? "any" : 1}
      inputMode="numeric"
      placeholder="No limit"
      defaultValue={value ?? ""}
      error={error}
    />
  );
  const isSet =
    link && [link.startsAt, link.maxViews, link.maxDownloads, link.maxUploads, link.maxUploadBytes].some(Boolean);
  const isFaulty = ["startsAt", "maxViews", "maxDownloads", "maxUploads", "maxUploadBytes"].some(
    (name) => name in faults,
  );
  return (
    <details open={isSet || isFaulty || undefined}>
      <summary className="link-text w-fit cursor-pointer text-13">Begin and limits</summary>
      <div className="mt-3 grid gap-3">
        <TextField
          label="Begins on"
          type="datetime-local"
          name="startsAt"
          defaultValue={fieldOf(link?.startsAt ?? null, zone)}
          hint="Empty: at once"
          error={faults.startsAt}
          className="max-w-64"
        />
        <div className={PAIR}>
          {kind === "view" ? (
            <>
              {number("maxViews", "Most visits", link?.maxViews, faults.maxViews)}
              {number("maxDownloads", "Most downloads", link?.maxDownloads, faults.maxDownloads)}
            </>
          ) : (
            <>
              {number("maxUploads", "Most files", link?.maxUploads, faults.maxUploads)}
              {number(
                "maxMegabytes",
                "Largest file, MB",
                megabytesOf(link?.maxUploadBytes ?? null),
                faults.maxUploadBytes,
              )}
            </>
          )}
        </div>
      </div>
    </details>
  );
}
