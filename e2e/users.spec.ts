import fs from "node:fs";
import { expectAccessible } from "./accessible";
import { expect, linkIn, mailTo, surroundings, test } from "./fixtures";
import { makePerson, shortName, signedIn, withDatabase } from "./people";
import { giveKey, inspectorOf, makeTeam, openAs, openUsers, rowOf } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

test.describe("the list", () => {
  test("is filtered, sorted and searched by its address", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await expect(page.getByText("5 people")).toBeVisible();
    await expect(rowOf(page, "Mira Okafor").getByText("You")).toBeVisible();

    await page.getByRole("button", { name: "Permission" }).click();
    await page.getByRole("checkbox", { name: "Purge" }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/permission=purge/);
    await expect(rowOf(page, "Priya Nair")).toHaveCount(0);
    await expect(rowOf(page, "Ryo Ishikawa")).toBeVisible();

    await page.getByRole("link", { name: "Person" }).click();
    await expect(page).toHaveURL(/sort=name/);
    await page.getByRole("link", { name: "Person" }).click();
    await expect(page).toHaveURL(/sort=-name/);
    await expect(page.getByRole("row").nth(1)).toContainText("Tomás Brandt");

    await page.getByPlaceholder("Name or email").fill("kessler");
    await expect(page).toHaveURL(/q=kessler/);
    await expect(rowOf(page, "Ryo Ishikawa")).toHaveCount(0);
    await page.reload();
    await expect(rowOf(page, "Dana Kessler")).toBeVisible();
    await expect(page.getByPlaceholder("Name or email")).toHaveValue("kessler");

    await page.getByPlaceholder("Name or email").fill("nobody");
    await expect(page.getByText("No people match permission Purge and “nobody”")).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(rowOf(page, "Priya Nair")).toBeVisible();

    await page.getByRole("button", { name: "View options" }).click();
    await page.getByRole("checkbox", { name: "Last active" }).uncheck();
    await expect(page).toHaveURL(/hide=last/);
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "Access" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Last active" })).toHaveCount(0);
  });

  test("is accessible, also when nothing matches", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await expectAccessible(page);
    await page.goto(`/${mira.account.slug}/users?role=media_library_full_access`);
    await expect(page.getByRole("link", { name: "Clear filters" })).toBeVisible();
    await expectAccessible(page);
  });

  test("is exported as it is filtered, and no cell runs as a formula", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await makePerson(E2E_DATABASE_URL, { account, name: "=HYPERLINK(1)", role: "finance" });
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Role" }).click();
    await page.getByRole("checkbox", { name: "Finance" }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/role=finance/);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export people as CSV" }).click();
    const text = fs.readFileSync(await (await downloading).path(), "utf8");
    expect(text).toContain("Priya Nair");
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).not.toContain("Dana Kessler");
  });

  test.describe("for whoever is no administrator", () => {
    test.use({ expectedComplaints: /status of 404/ });

    test("is not there", async ({ context, page }) => {
      const { dana } = await makeTeam();
      await signedIn(E2E_DATABASE_URL, E2E_URL, context, dana);
      expect((await page.goto(`/${dana.account.slug}/users`))?.status()).toBe(404);
      await expect(page.getByRole("table")).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Users" })).toHaveCount(0);
    });
  });

  test("tells nothing of people in other accounts", async ({ context }) => {
    const [{ mira }, stranger] = [await makeTeam(), await makePerson(E2E_DATABASE_URL, { name: "Someone Else" })];
    for (const memberId of [stranger.memberId, `mem_${shortName()}`]) {
      const page = await openUsers(context, mira, { ...stranger, memberId });
      await expect(page.getByText("There is nobody at this address")).toBeVisible();
      await expect(page.getByText("Someone Else")).toHaveCount(0);
    }
  });
});

test.describe("access", () => {
  test("is previewed, saved, felt by the other person, and taken back", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge", "sources"]);
    const theirs = await openAs(await newPerson(), dana, "profile");
    const ability = theirs.getByText("Remove deleted or out-of-date assets from caches");
    await expect(ability).toBeVisible();

    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Purge" }).click();
    await expect(page.getByText("Without Purge this is no longer the Developer role")).toBeVisible();
    await expect(page.getByText("Removed", { exact: true })).toBeVisible();
    await expect(page.getByText("1 API key changes too.")).toBeVisible();
    await expect(page.getByText("312 requests of the last 90 days would have failed")).toBeVisible();
    await expect(ability).toBeVisible();

    await page.keyboard.press("Control+Enter");
    await page.getByText("Dana loses Purge").hover(); // which keeps the message, and with it Undo
    await expect(ability).toHaveCount(0);
    await expect(rowOf(page, "Dana Kessler").getByText("Custom")).toBeVisible();

    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(ability).toBeVisible();
    await expect(rowOf(page, "Dana Kessler").getByText("Developer")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toHaveValue("developer");
  });

  test("that makes an administrator brings the page into the other person's menu", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    const page = await openUsers(context, mira, dana);
    await page.getByLabel("Start from role").selectOption("account_administrator");
    await expect(page.getByText("Included in Account Admin").first()).toBeVisible();
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(theirs.getByRole("link", { name: "Users" })).toBeVisible();
  });

  test("by a single permission can end by itself", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Billing" }).click();
    await page.getByRole("button", { name: /^Billing has no end/ }).click();
    await page.getByRole("button", { name: "7 days" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Developer plus 1")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: /^until / })).toBeVisible();
    await expectAccessible(page);
  });

  test("that is not saved is asked about before it is lost", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Analytics" }).click();
    await page.getByRole("link", { name: "Next", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: /^Discard 1 change/ });
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(question).toHaveCount(0);
    await expect(page.getByRole("switch", { name: "Analytics" })).not.toBeChecked();

    await page.keyboard.press("j");
    await question.getByRole("button", { name: "Discard changes" }).click();
    await expect(inspectorOf(page, dana)).toHaveCount(0);
    await page.keyboard.press("k");
    await expect(page.getByRole("switch", { name: "Analytics" })).toBeChecked();
  });

  test("of one's own, and of the last administrator, is locked and says why", async ({ context }) => {
    const { mira, tomas, account } = await makeTeam();
    const page = await openUsers(context, mira, mira);
    await expect(page.getByText("This is you, and nobody changes their own access.")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toBeDisabled();
    await expectAccessible(page);

    // Seen by somebody whose own administration will end: then the other one is the last who stays.
    await withDatabase(E2E_DATABASE_URL, async (sql) => {
      await sql`update role_assignments set ended_at = now(), ended_by = 'system', end_reason = 'test'
        where account_id = ${account.id} and member_id = ${mira.memberId}`;
      await sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
        values (${account.id}, ${`grt_${shortName()}`}, ${mira.memberId}, 'account_admin', now() + interval '1 day', 'system')`;
    });
    await page.goto(`/${account.slug}/users?user=${tomas.memberId}`);
    await expect(page.getByText("is the last administrator")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toBeDisabled();
  });

  test("shows groups, keys, activity and sessions on tabs of their own", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge"]);
    const page = await openUsers(context, mira, dana);
    await inspectorOf(page, dana)
      .getByRole("link", { name: /^API keys/ })
      .click();
    await expect(page.getByText("Can use Purge")).toBeVisible();
  });

  for (const tab of ["groups", "keys", "activity", "sessions"])
    test(`has an accessible tab of ${tab}`, async ({ context }) => {
      const { mira, dana } = await makeTeam();
      await giveKey(dana, "ci-deploy", ["purge"]);
      await expectAccessible(await openUsers(context, mira, dana, tab));
    });
});

test.describe("people", () => {
  test("who are suspended are out at once, and back by Undo", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    await expect(theirs.getByRole("heading", { name: "Profile" })).toBeVisible();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("button", { name: "Actions for Dana Kessler" }).click();
    await page.getByRole("menuitem", { name: "Suspend" }).click();
    await page.getByText("Dana Kessler is suspended").hover(); // which keeps the message, and with it Undo
    await expect(theirs.getByRole("heading", { name: "Profile" })).toHaveCount(0);
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended").last()).toBeVisible();

    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended")).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByRole("heading", { name: "Profile" })).toBeVisible();
  });

  test("are signed out everywhere", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    const page = await openUsers(context, mira, dana, "sessions");
    await page.getByRole("button", { name: "End all sessions" }).click();
    await expect(page.getByText("1 session of Dana Kessler ended")).toBeVisible();
    await expect(theirs).toHaveURL(/\/sign-in/);
  });

  test("get one role together, and all is taken back at once", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    for (const name of ["Dana Kessler", "Priya Nair"])
      await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await page.getByRole("button", { name: "Change role" }).click();
    await page.getByRole("menuitem", { name: "Media library view-only" }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Media library view-only")).toBeVisible();
    await expect(page.getByText("2 people have the role Media library view-only now")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(rowOf(page, "Dana Kessler").getByText("Developer")).toBeVisible();
    await expect(rowOf(page, "Priya Nair").getByText("Finance")).toBeVisible();
  });

  test("whom a change of many cannot reach are told of with the reason", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    for (const name of ["Dana Kessler", "Mira Okafor"])
      await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await expect(page.getByText("2 selected")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Suspend" }).click();
    const refused = page.getByRole("dialog", { name: "1 person could not be changed" });
    await expect(refused.getByText("This is you")).toBeVisible();
    await expectAccessible(page);
    await refused.getByRole("button", { name: "Close" }).last().click();
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended").last()).toBeVisible();
  });

  test("are suspended and reactivated together", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await page.getByRole("checkbox", { name: "Select Dana Kessler" }).check();
    await page.getByRole("checkbox", { name: "Select Ryo Ishikawa" }).check();
    await page.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByText("2 people suspended")).toBeVisible();
    await page.getByRole("checkbox", { name: "Select Dana Kessler" }).check();
    await page.getByRole("button", { name: "Reactivate" }).click();
    await expect(page.getByText("1 person reactivated")).toBeVisible();
    await expect(rowOf(page, "Ryo Ishikawa").getByText("Suspended").last()).toBeVisible();
  });

  test("leave their keys to someone who may do as much", async ({ context }) => {
    const { mira, dana, ryo, account } = await makeTeam();
    const keyId = await giveKey(dana, "ci-deploy", ["purge", "sources"]);
    const page = await openUsers(context, mira, dana);
    await page.getByRole("button", { name: "Actions for Dana Kessler" }).click();
    await page.getByRole("menuitem", { name: "Remove from account…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Remove Dana Kessler?" });
    await expect(dialog.getByText("ci-deploy", { exact: true })).toBeVisible();
    await dialog.getByText("They stop").click();
    await expect(dialog.getByText("ci-deploy stops")).toBeVisible();
    await expectAccessible(page);

    await dialog.getByText("Hand them over").click();
    const heirs = dialog.getByLabel("Who carries them on");
    await expect(heirs.getByRole("option", { name: /Ryo/ })).toBeAttached();
    await expect(heirs.getByRole("option", { name: /Priya/ })).toHaveCount(0);
    await heirs.selectOption(ryo.memberId);
    await expect(dialog.getByRole("button", { name: "Remove person" })).toBeDisabled();
    await dialog.getByLabel(/^Type Dana Kessler/).fill("Dana Kessler");
    await dialog.getByRole("button", { name: "Remove person" }).click();
    await expect(rowOf(page, "Dana Kessler")).toHaveCount(0);
    await expect(inspectorOf(page, dana)).toHaveCount(0);
    const [key] = await withDatabase(
      E2E_DATABASE_URL,
      (sql) => sql`select owner_id, ended_at from api_keys where account_id = ${account.id} and id = ${keyId}`,
    );
    expect(key).toEqual({ owner_id: ryo.memberId, ended_at: null });
  });
});

test.describe("invitations", () => {
  test("go to many at once, each with a role, and lead to the page that accepts", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const [ann, ben] = [`ann.${shortName()}@example.com`, `ben.${shortName()}@example.com`];
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Invite people" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite people" });
    await dialog.getByLabel("E-mail addresses").fill(`Ann Lee <${ann}>, ${ben}; nonsense\n${dana.email}`);
    await expect(dialog.getByText("This is not an e-mail address.")).toBeVisible();
    await expect(dialog.getByText("8 after sending")).toBeVisible();
    await dialog.getByLabel("Role for everyone").selectOption("developer");
    await dialog.getByLabel(`Role of ${ben}`).selectOption("finance");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Send 3 invitations" }).click();

    const sent = page.getByRole("dialog", { name: "2 invitations sent" });
    await expect(sent.getByText("Dana Kessler is already a member.")).toBeVisible();
    await expectAccessible(page);
    await sent.getByRole("button", { name: `Copy the link for ${ben}` }).click();
    await expect(sent.getByText("Copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/invite\/[\w-]{20,}$/);
    await sent.getByRole("button", { name: "Correct what was left out" }).click();
    await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(dana.email);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(rowOf(page, "Ann Lee").getByText("Developer")).toBeVisible();
    await expect(rowOf(page, ben).getByText("Finance")).toBeVisible();

    const guest = await (await newPerson()).newPage();
    await guest.goto(linkIn(await mailTo(ann)));
    await expect(guest.getByText("Mira Okafor").first()).toBeVisible();
    await expect(guest.getByText("Developer").first()).toBeVisible();
  });

  test("can be changed, sent again and revoked until they are accepted", async ({ context }) => {
    const { mira } = await makeTeam();
    const email = `cleo.${shortName()}@example.com`;
    const page = await openUsers(context, mira);
    await page.keyboard.press("i");
    await page.getByLabel("E-mail addresses").fill(email);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Done" }).click();
    await mailTo(email);

    await page.getByRole("link", { name: email }).click();
    await page.getByLabel("Start from role").selectOption("finance");
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(rowOf(page, email).getByText("Finance")).toBeVisible();
    await expectAccessible(page);

    const before = Date.now();
    await page.getByRole("button", { name: "Send again" }).click();
    expect((await mailTo(email, before)).subject).toContain("invites you");

    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke invitation" }).click();
    await expect(rowOf(page, email)).toHaveCount(0);
  });

  test("never take more seats than there are", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set seat_limit = 6 where id = ${account.id}`);
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Invite people" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail addresses").fill("ann@example.com ben@example.com");
    await expect(dialog.getByText("2 seats are needed and 1 is free of 6.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Send 2 invitations" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Take out ben@example.com" }).click();
    await expect(dialog.getByRole("button", { name: "Send 1 invitation" })).toBeEnabled();
  });

  test("are not part of the Free plan, which the page says", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set plan = 'free' where id = ${account.id}`);
    const page = await openUsers(context, mira);
    await expect(page.getByText("The Free plan is for one administrator.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Invite people" })).toBeDisabled();
    await expectAccessible(page);
    for (const [path, button, price] of [
      ["roles", "Create role", /Pro with 5 seats costs €49/],
      ["groups", "Create group", /Enterprise with 50 seats costs €490/],
    ] as const) {
      await page.goto(`/${account.slug}/${path}`);
      await expect(page.getByText(price)).toBeVisible();
      await expect(page.getByRole("button", { name: button })).toBeDisabled();
      await expectAccessible(page);
    }
  });
});

for (const opened of [false, true])
  test(`nothing moves while the page comes up${opened ? " with someone open" : ""}`, async ({ context }) => {
    const { mira, dana } = await makeTeam();
    await context.addInitScript(() => {
      const seen = globalThis as { shifts?: number };
      seen.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          seen.shifts = (seen.shifts ?? 0) + entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const page = await openUsers(context, mira, opened ? dana : undefined);
    expect(await page.evaluate(() => (globalThis as { shifts?: number }).shifts)).toBeLessThan(0.01);
  });
