using System.Collections;
using System.Text;
using Dapper;
using FundLedger.Banking.Reconciling;
using FundLedger.Cofunding;
using FundLedger.Copying;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Tests.Banking;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Tests.Donations.Uploads;
using FundLedger.Tests.People;
using FundLedger.Values;
using NUnit.Framework.Internal;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Copying;

/// <summary>From each kind of database to each.</summary>
[TestFixtureSource(typeof(Ways))]
public sealed class CopyingALedger(TestDatabase from, TestDatabase to)
{
    private sealed class Ways : IEnumerable
    {
        public IEnumerator GetEnumerator() => (
            from source in TestDatabase.All
            from target in TestDatabase.All
            select Way(source, target)).GetEnumerator();

        private static TestFixtureParameters Way(TestDatabase source, TestDatabase target)
        {
            var fixture = new TestFixtureData(source, target);
            fixture.Properties.Add(PropertyNames.Category, source.IsOnSqlServer || target.IsOnSqlServer ? "SqlServer" : "Sqlite");
            return (source.WhyNot ?? target.WhyNot) is { } reason ? fixture.Ignore(reason) : fixture;
        }
    }

    [Test]
    public Task The_copy_is_the_ledger_with_every_row_and_goes_on_from_its_last_number() => from.RunAsync(async ledger =>
    {
        await FullBooksAsync(ledger);
        await CopiedAsync(ledger, async (attestation, copy) =>
        {
            Assert.That(attestation.Tables.Where(table => table.Rows == 0).Select(table => table.Name), Is.EquivalentTo(EmptyInFullBooks));
            Assert.That(attestation.Digest, Is.EqualTo(await copy.ScalarAsync<byte[]>("SELECT digest FROM ledger_copies")));
            var (there, here) = (await copy.VerifyAsync(), await ledger.VerifyAsync());
            Assert.That((there.IsSound, there.EntryCount, Convert.ToHexString(there.LastHash.Span)), Is.EqualTo((true, here.EntryCount, Convert.ToHexString(here.LastHash.Span))));
            Assert.That((copy.Database.Ledger.Id, copy.Database.Ledger.Secret), Is.EqualTo((ledger.Database.Ledger.Id, ledger.Database.Ledger.Secret)));
            Assert.That(await copy.FiguresAsync("LAKE"), Is.EqualTo(await ledger.FiguresAsync("LAKE")));
            Assert.That(attestation.UnusedNumbers, from.IsOnSqlServer ? Is.Positive : Is.Zero);

            var last = await copy.ScalarAsync<long>("SELECT MAX(entry_id) FROM journal_entries");
            var next = await new RecordDonation(copy.Database).RunAsync(Ask("after-the-copy"), new Gift("LAKE", Cny(1), Today, DonorName.Of("后来人")));
            Assert.That(next.Expect().Entry.Value, Is.EqualTo(last + 1));
            Assert.That(await new CreateFund(copy.Database).RunAsync(Ask("request-1"), new NewFund("LAKE", "LAKE", FundKind.CommunityFund, Currency.Cny)), Is.InstanceOf<Outcome<FundCreated>.Done>());
            (await new PostEntry(copy.Database).RunAsync(Ask("source-of-its-own"), new GeneralEntry(Today, [Line("1002", "LAKE", 1, "WelfareLottery"), Line("4101", "LAKE", -1, "WelfareLottery")], IsFact: true))).Expect();
            await copy.MustVerifyAsync();
        });
    });

    [Test]
    public Task Sessions_stay_behind_and_other_tokens_come_along() => from.RunAsync(async ledger =>
    {
        await FullBooksAsync(ledger);
        await CopiedAsync(ledger, async (_, copy) =>
        {
            Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM access_tokens WHERE kind = 'session'"), Is.Positive);
            Assert.That(await copy.ScalarAsync<long>("SELECT COUNT(*) FROM access_tokens WHERE kind IN ('session', 'first-run')"), Is.Zero);
            Assert.That(await copy.ScalarAsync<long>("SELECT COUNT(*) FROM access_tokens WHERE kind = 'api'"), Is.EqualTo(1));
        });
    });

    [Test]
    public Task What_is_written_meanwhile_is_in_the_copy_whole_or_not_at_all() => from.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ledger.DonateAsync("LAKE", 1)));
                await Task.Delay(10); // or a slow copy has all the more to copy
            }
        });
        await CopiedAsync(ledger, async (attestation, copy) =>
        {
            await stop.CancelAsync();
            await writing;
            Assert.That((await copy.VerifyAsync()).EntryCount, Is.EqualTo(attestation.Entries));
        });
    });

    [TestCase("UPDATE donors SET name = '别人' WHERE donor_id = 1", "donors 1/1 (donor_id 1)")]
    [TestCase("DELETE FROM entry_texts", "entry_texts 1/0 (entry_id 1)")]
    [TestCase("UPDATE daily_totals SET debit_minor = debit_minor + 1, credit_minor = credit_minor + 1", "daily_totals 2/2 (fund_id 1)")]
    public Task A_planted_difference_is_named_and_no_copy_is_left(string plant, string expected) => from.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var place = to.AtOwnPlace(new StorageOptions());
        try
        {
            var planting = new CopyBooks(ledger.Clock) { Copied = tx => tx.Connection.ExecuteAsync(plant, transaction: tx.Transaction) };
            var outcome = await planting.RunAsync(ledger.Options, place);
            Assert.That((Refused.CodeOf(outcome), Refused.TextOf(outcome)), Is.EqualTo(("copy-differs", $"The copy differs from the books: {expected}. No copy is left.")));
            Assert.That(() => Databases.OpenToRead(place), Throws.TypeOf<CannotOpenException>());
            (await new CopyBooks(ledger.Clock).RunAsync(ledger.Options, place)).Expect();
        }
        finally
        {
            to.Remove(place);
        }
    });

    [Test]
    public Task A_copy_that_breaks_off_leaves_nothing_and_can_be_made_again() => from.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var place = to.AtOwnPlace(new StorageOptions());
        try
        {
            var breaking = new CopyBooks(ledger.Clock) { Copied = _ => throw new IOException("the line broke") };
            Assert.That(async () => await breaking.RunAsync(ledger.Options, place), Throws.TypeOf<IOException>());
            Assert.That(() => Databases.OpenToRead(place), Throws.TypeOf<CannotOpenException>());
            if (!to.IsOnSqlServer) File.WriteAllText(place.DatabaseFile + ".partial", "what a process that was killed left");
            (await new CopyBooks(ledger.Clock).RunAsync(ledger.Options, place)).Expect();
        }
        finally
        {
            to.Remove(place);
        }
    });

    [Test]
    public Task Books_that_are_there_are_never_overwritten() => from.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await CopiedAsync(ledger, async (_, copy) =>
        {
            Assert.That(async () => await new CopyBooks(ledger.Clock).RunAsync(ledger.Options, copy.Options), Throws.TypeOf<CannotOpenException>());
            await copy.MustVerifyAsync();
        });
    });

    private static readonly string[] EmptyInFullBooks =
    [
        "ledger_copies", "unused_numbers", "overdrawn_cases", "delegations", "recovery_codes", "approval_tiers", "fund_events", "budgets", "budget_envelopes", "envelope_uses",
        "matching_programmes", "matching_rules", "matching_counters", "matches", "match_returns", "match_allotments", "match_stops", "related_parties", "receipt_voids", "fiscal_receipts", "pledges", "pledge_gifts", "donor_merges",
        "payees", "payee_accounts", "payment_orders", "payments", "payment_rules", "service_gifts",
        "grant_programmes", "grant_programme_versions", "grant_rounds", "grant_round_changes", "applications", "application_versions", "application_moves", "application_eligibility", "application_members",
        "experts", "expert_relations", "review_assignments", "review_events", "review_conflicts", "review_submissions", "resident_votes",
        "calendar_days", "organisations", "organisation_versions", "organisation_events", "organisation_bars", "organisation_bar_ends",
        "organisation_persons", "organisation_relations", "qualifications", "qualification_checks", "organisation_renewals", "directory_rules",
        "awards", "award_versions", "award_objections", "award_agreements", "tranches", "progress_reports", "award_evaluations", "award_proofs", "clawbacks",
        "year_closings", "year_end_lines", "chart_conversions", "chart_conversions_undone",
        "space_return_rules", "space_return_charges", "space_services", "space_service_moves",
        "surveys", "survey_tokens", "survey_phones", "survey_answers", "survey_texts", "feedback",
        "taper_plans", "taper_versions", "taper_years", "taper_periods", "taper_reviews",
        "spaces", "space_versions", "space_operators", "space_investments", "space_investment_voids", "operating_results", "space_blueprints", "space_blueprint_years",
        "disclosure_settings", "disclosure_activities", "disclosure_items", "disclosure_drafts", "disclosure_files", "disclosure_versions", "disclosure_exemptions", "disclosure_reminders",
        "fund_publicity", "saved_filters", "donor_people",
        "audit_samples", "audit_sample_items", "audit_sample_results", "audit_queries", "audit_query_events",
        "voucher_layouts", "seal_state", "seal_leaves", "seal_tiles", "seal_keys", "seal_checkpoints", "issued_files", "document_jobs", "document_job_parts",
        "webhook_subscriptions", "webhook_kinds", "deliveries", "notices", "notice_settings",
        "needs", "need_versions", "offers", "offer_versions", "need_matches", "need_match_events", "need_steps",
    ];

    /// <summary>Something in nearly every table.</summary>
    private static async Task FullBooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        (await new StartSession(ledger.Database).RunAsync(people.By(checker), Secret.New(), TimeSpan.FromHours(1), "phone")).Expect();
        (await new IssueApiToken(ledger.Database).RunAsync(people.By(people.Admin), Secret.New(), "script", [Permission.ReadLedger], TimeSpan.FromDays(9))).Expect();

        (await ProtectionKeys.StoreAsync(ledger.Database, people.By(people.Admin), "key-1", "<key/>")).Expect();

        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Unnamed, Note: new string('长', 2_100) + "𠮷"))).Expect(); // a server sends it apart
        var gift = await ledger.DonateAsync("LAKE", 1_000, new DateOnly(2026, 2, 3), fee: 6);
        await ledger.DonateAsync("LAKE", 20, donor: "要删的人");
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(5), Today, DonorName.Of("𠮷田"), Reference: "A1", Note: "e\u0301 \u2028 “引号”", WithReceipt: true))).Expect();
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "要删的人")).Expect();
        (await ledger.TryRefundAsync(gift, 10, RefundWay.Due)).Expect();
        await ledger.SeedAsync("LAKE", 500, spendBy: new DateOnly(2026, 12, 31));
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), new NewAppropriation("RIVER", "府办〔2026〕4号", "区民政局", Cny(90), Covers: true))).Expect();
        (await new SetSeedMoneyWarnings(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyWarnings(60, 20))).Expect();
        (await new RequireCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingRequirement("RIVER", new BasisPoints(4_000), Today, "府办〔2026〕5号", Today))).Expect();
        var proof = (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), new Attachment("对账单.pdf", [1, 2]))).Expect().Sha256;
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ProveCofunding.Kind, new NewCofundingProof("RIVER", Cny(40), Today, "某公司账户", proof))).Proposal);
        var expense = await ledger.SpendAsync("LAKE", 30, isPaid: false);
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1_000_000)), Is.EqualTo("not-enough"));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1_000_000, "donation")), Is.EqualTo("not-enough")); // a server drew a number for it
        (await new AttachDocument(ledger.Database).RunAsync(ledger.Ask(), expense, new Attachment("发票.pdf", Encoding.UTF8.GetBytes(new string('据', 100_000))))).Expect();

        using (var list = TestLists.OfText("捐赠人,金额,日期,流水号\n王小明,10.00,2026-03-01,A1\n李四,5.00,2026-03-01,\n"))
            Assert.That(await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", list, TestLists.Scanned(list, Currency.Cny), new ImportChoices("LAKE")), Is.InstanceOf<ImportOutcome.Imported>());
        (await new SaveImportProfile(ledger.Database).RunAsync(ledger.Ask(), "银行", ListProfile.Guess)).Expect();
        await UploadTest.ReceivedAsync(ledger, "捐赠人,金额,日期\n李四,5.00,2026-03-01\n");
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(7, "借用"));
        await people.ApproveAsync(checker, proposed.Proposal);
        await ledger.BankAsync();
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, UnlockReconciliation.Kind, new ReconciliationUnlock("MAIN", "补录"))).Proposal);
        await ledger.CloseAsync(2);
        (await new VerifyBooks(ledger.Database).RunAsync(ledger.Ask())).Expect();
    }

    private async Task CopiedAsync(TestLedger ledger, Func<CopyAttestation, TestLedger, Task> check)
    {
        var place = to.AtOwnPlace(new StorageOptions());
        try
        {
            var steps = new List<long>();
            var attestation = (await new CopyBooks(ledger.Clock).RunAsync(ledger.Options, place, new Steps(steps))).Expect();
            Assert.That(steps, Is.Ordered.And.Not.Empty);
            await using var copy = new TestLedger(to, place);
            await check(attestation, copy);
        }
        finally
        {
            to.Remove(place);
        }
    }

    private sealed class Steps(List<long> steps) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value) => steps.Add(value.Done);
    }
}
