using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Ledger;

/// <summary>What is too long for one database is refused on each, in a sentence that names the field; so are codes with blanks at their ends.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingTexts(TestDatabase database)
{
    [Test]
    public Task A_text_is_taken_up_to_its_length_and_refused_beyond_it_with_the_field_to_mend() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var entry = await ledger.DonateAsync("LAKE", 100);
        await MustEndAsync("ref", KeptText.DocumentId, text => new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Unnamed, Reference: text)));
        await MustEndAsync("donor", KeptText.DonorName, text => new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Of(text))));
        await MustEndAsync("ref", KeptText.DocumentId, text => new RecordExpense(ledger.Database).RunAsync(ledger.Ask(), new Expense("LAKE", Cny(1), Today, "茶", Reference: text)));
        await MustEndAsync("ref", KeptText.DocumentId, text => new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(1), Today, Reference: text)));
        await MustEndAsync("ref", KeptText.DocumentId, text => new RecordOpeningBalance(ledger.Database).RunAsync(ledger.Ask(), new OpeningBalance("LAKE", SourceKind.OwnFunds, Cny(1), Today, text)));
        await MustEndAsync("ref", KeptText.AppropriationNumber, text => new ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyReceipt("LAKE", Cny(1), Today, "区民政局", text)));
        await MustEndAsync("from", KeptText.Giver, text => new ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyReceipt("LAKE", Cny(1), Today, text, text[..9])));
        await MustEndAsync("name", KeptText.Title, text => new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund($"F{text.Length}", text, FundKind.CommunityFund, Currency.Cny)));
        await MustEndAsync("document", KeptText.FileName, text => new AttachDocument(ledger.Database).RunAsync(ledger.Ask(), entry, new Attachment(text, [1, 2])));
        await MustEndAsync("lines[1].subject", KeptText.Subject, text => ledger.TryPostAsync(Today, false, Line("9101", "LAKE", 1, subject: text), Line("9102", "LAKE", -1)));
        await MustEndAsync("document-type", KeptText.DocumentType, text => new PostEntry(ledger.Database).RunAsync(ledger.Ask(),
            new GeneralEntry(Today, [Line("1002", "LAKE", 1), Line("4101", "LAKE", -1)], IsFact: true, DocumentType: text)));
        await MustEndAsync("saveProfile", KeptText.ProfileName, text => new SaveImportProfile(ledger.Database).RunAsync(ledger.Ask(), text, ListProfile.Guess));
        await MustEndAsync("key", KeptText.OperationKey, text => new RecordDonation(ledger.Database).RunAsync(Ask(text), new Gift("LAKE", Cny(1), Today, DonorName.Unnamed)));
        await MustEndAsync("actor", KeptText.Actor, text => new RecordDonation(ledger.Database).RunAsync(ledger.Ask() with { Actor = text }, new Gift("LAKE", Cny(1), Today, DonorName.Unnamed)));
        await MustEndAsync("code", KeptText.EntityCode, text => new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity(text, "二号", Currency.Cny, Chart.Npo2004)));
        await MustEndAsync("chart", KeptText.ChartCode, text => new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity($"E{text.Length}", "三号", Currency.Cny, Chart.Npo2004 with { Code = text })));
    });

    [TestCase("一笔 ")]
    [TestCase(" 一笔")]
    [TestCase("一笔\u3000")]
    public Task A_code_with_a_blank_at_an_end_is_refused_since_one_database_would_take_it_for_the_code_without(string code) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var key = await new RecordDonation(ledger.Database).RunAsync(Ask(code), new Gift("LAKE", Cny(1), Today, DonorName.Unnamed));
        Assert.That((Refused.CodeOf(key), Refused.TextOf(key)), Is.EqualTo(("blank-at-end", $"The operation key '{code}' begins or ends with a blank. Take the blank away.")));
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, false, Line("9101", "LAKE", 1, subject: code), Line("9102", "LAKE", -1))), Is.EqualTo("blank-at-end"));
        Assert.That(Refused.CodeOf(await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity(code, "二号", Currency.Cny, Chart.Npo2004))), Is.EqualTo("blank-at-end"));
        Assert.That(Refused.CodeOf(await ledger.TryFundAsync(code)), Is.EqualTo("fund-code"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    });

    [Test]
    public Task A_profile_is_found_under_its_name_whatever_blanks_were_typed_around_it() => database.RunAsync(async ledger =>
    {
        (await new SaveImportProfile(ledger.Database).RunAsync(ledger.Ask(), " 银行 ", ListProfile.Guess)).Expect();
        Assert.That(await ledger.Database.ReadAsync(ImportProfiles.NamesAsync), Is.EqualTo(new[] { "银行" }));
    });

    [Test]
    public Task A_length_counts_the_text_as_it_is_kept() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var composed = string.Concat(Enumerable.Repeat("e\u0301", KeptText.DonorName.Longest)); // half as long once composed
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, DonorName.Of(composed), Reference: composed))).Expect();
    });

    [Test]
    public Task The_longest_key_can_owe_and_pay_an_expense_and_a_transfer() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        await ledger.DonateAsync("LAKE", 100);
        var key = new string('k', KeptText.OperationKey.Longest);
        var owed = (await new RecordExpense(ledger.Database).RunAsync(Ask(key), new Expense("LAKE", Cny(10), Today, "茶", IsPaid: false))).Expect();
        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed.Entry, Today)).Expect();
        var transfer = (await new TransferBetweenFunds(ledger.Database).RunAsync(Ask(key[1..]), new FundTransfer("LAKE", "HILL", "donation", Cny(5), Today, SeparateAccounts: true))).Expect();
        Assert.That(transfer.Subject, Has.Length.LessThanOrEqualTo(KeptText.Subject.Longest));
    });

    [Test]
    public Task A_key_that_cannot_be_kept_is_told_to_the_trail_without_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = new Gift("LAKE", Cny(1), Today, DonorName.Unnamed);
        Assert.That(Refused.CodeOf(await new RecordDonation(new RefusalsNoted(ledger.Database)).RunAsync(Ask(new string('k', 300)), gift)), Is.EqualTo("text-too-long"));
        Assert.That(Refused.CodeOf(await new RecordDonation(new Preview(ledger.Database)).RunAsync(Ask("k "), gift)), Is.EqualTo("blank-at-end"));
        var told = (await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: AuditOutcome.Refused), 10))).Events.Single();
        Assert.That((told.Note.Act, told.Note.ObjectId, told.Note.Detail), Is.EqualTo(("donation", "", "text-too-long")));
    });

    [Test]
    public Task A_list_whose_name_is_too_long_is_refused_before_anything_is_posted() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var file = TestLists.OfText("捐赠人,金额,日期\n李四,5.00,2026-03-01\n", new string('名', KeptText.FileName.Longest) + ".csv");
        var outcome = await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, TestLists.Scanned(file, Currency.Cny), new ImportChoices("LAKE"));
        var reason = ((ImportOutcome.Refused)outcome).Reason;
        Assert.That((reason.Code, reason.Field), Is.EqualTo(("text-too-long", "file")));
    });

    private static async Task MustEndAsync<T>(string field, KeptText kind, Func<string, Task<Outcome<T>>> ask)
    {
        var fits = await ask(new string('长', kind.Longest));
        Assert.That(fits, Is.InstanceOf<Outcome<T>.Done>(), $"{kind.Name.En} of {kind.Longest}: {fits}");
        var refused = await ask(new string('长', kind.Longest + 1));
        Assert.That(refused, Is.InstanceOf<Outcome<T>.Refused>(), kind.Name.En);
        var reason = ((Outcome<T>.Refused)refused).Reason;
        Assert.That((reason.Code, reason.Field), Is.EqualTo(("text-too-long", field)), kind.Name.En);
        Assert.That(reason.Message.En, Is.EqualTo($"The {kind.Name.En} has {kind.Longest + 1} characters; at most {kind.Longest} can be kept. Shorten it."));
    }
}
