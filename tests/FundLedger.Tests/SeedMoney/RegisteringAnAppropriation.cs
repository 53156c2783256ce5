using FundLedger.Ledger;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SeedMoney;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RegisteringAnAppropriation(TestDatabase database)
{
    internal const string Number = "府办〔2026〕3号";
    private static readonly DateOnly EndOf2027 = new(2027, 12, 31);

    internal static NewAppropriation Of100(bool covers = false, DateOnly? spendBy = null) => new("LAKE", Number, "区民政局", Cny(100), spendBy ?? EndOf2027, Covers: covers);

    [Test]
    public Task It_comes_before_its_money_and_receipts_count_up_to_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var registered = (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100())).Expect();
        Assert.That(await ledger.EntryCountAsync(), Is.Zero, "a promise is not income");

        await ledger.SeedAsync("LAKE", 60);
        Assert.That(Refused.TextOf(await TrySeedAsync(ledger, 40.01m)), Does.Contain("100.00 CNY is confirmed").And.Contain("60.00 CNY received").And.Contain("exceed it by 0.01 CNY"));
        await ledger.SeedAsync("LAKE", 40);

        var known = await FindAsync(ledger);
        Assert.That((known.Source.Code, known.Source.ReturnBy, known.Received, known.ToCome), Is.EqualTo((registered.Source, (DateOnly?)EndOf2027, (Money?)Cny(100), (Money?)Cny(0))));
    });

    [Test]
    public Task A_receipt_taken_back_may_come_again() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100())).Expect();
        var receipt = await ledger.SeedAsync("LAKE", 100);
        (await ledger.TryReverseAsync(receipt.Entry)).Expect();
        await ledger.SeedAsync("LAKE", 100);
    });

    [Test]
    public Task The_same_number_is_registered_once_also_after_a_receipt() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.SeedAsync("LAKE", 60);
        Assert.That(Refused.CodeOf(await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100())), Is.EqualTo("appropriation-exists"));
    });

    [Test]
    public Task Years_to_spend_end_the_day_before_they_are_over() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var register = new RegisterAppropriation(ledger.Database);
        var inYears = Of100() with { SpendBy = null, Years = 2 };
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), inYears)), Is.EqualTo("issued-on-missing"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), inYears with { IssuedOn = March(1), SpendBy = EndOf2027 })), Is.EqualTo("deadline-twice"));
        Assert.That(Refused.CodeOf(await register.RunAsync(ledger.Ask(), inYears with { IssuedOn = March(1), Years = 51 })), Is.EqualTo("years-range"));
        Assert.That((await register.RunAsync(ledger.Ask(), inYears with { IssuedOn = March(1) })).Expect().SpendBy, Is.EqualTo(new DateOnly(2028, 2, 29)));
    });

    [Test]
    public Task A_later_document_raises_extends_and_keeps_the_earlier_version() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100() with { File = new Attachment("批复.pdf", [1]) })).Expect();
        var amended = (await AmendAsync(ledger, new(Number, "府办〔2026〕9号", Cny(150), new DateOnly(2028, 6, 30), File: new Attachment("追加.pdf", [2])))).Expect();

        Assert.That((amended.Version, amended.SpendBy), Is.EqualTo((2, (DateOnly?)new DateOnly(2028, 6, 30))));
        await ledger.SeedAsync("LAKE", 150, spendBy: new DateOnly(2028, 6, 30));
        var (versions, files) = await ledger.Database.ReadAsync(async reader =>
        {
            var known = await FindAsync(reader);
            return (await Appropriations.VersionsAsync(reader, known), await Appropriations.FilesAsync(reader, known));
        });
        Assert.That(versions.Select(version => (version.Number, version.Document, version.Confirmed, version.SpendBy)), Is.EqualTo(new[]
        {
            (1, Number, Cny(100), (DateOnly?)EndOf2027), (2, "府办〔2026〕9号", Cny(150), (DateOnly?)new DateOnly(2028, 6, 30)),
        }));
        Assert.That(files.Select(file => file.FileName), Is.EquivalentTo(new[] { "批复.pdf", "追加.pdf" }));
    });

    [Test]
    public Task It_is_not_lowered_below_what_was_received_and_an_empty_document_changes_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100())).Expect();
        await ledger.SeedAsync("LAKE", 60);
        Assert.That(Refused.TextOf(await AmendAsync(ledger, new(Number, "更1", Cny(59)))), Does.Contain("60.00 CNY has been received"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, new(Number, "更1"))), Is.EqualTo("amendment-empty"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, new("别的", "更1", Cny(59)))), Is.EqualTo("appropriation-unknown"));
        (await AmendAsync(ledger, new(Number, "更1", Cny(60)))).Expect();
    });

    [Test]
    public Task One_known_by_a_receipt_alone_is_confirmed_by_a_later_document() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.SeedAsync("LAKE", 60, spendBy: EndOf2027);
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, new(Number, "更1", Cny(100)))), Is.EqualTo("appropriation-fund"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, new(Number, "更1", SpendBy: EndOf2027, Fund: "LAKE"))), Is.EqualTo("appropriation-unconfirmed"));
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, new(Number, "更1", Cny(59), Fund: "LAKE"))), Is.EqualTo("below-received"));
        (await AmendAsync(ledger, new(Number, "更1", Cny(61), Fund: "LAKE"))).Expect();
        Assert.That(Refused.CodeOf(await TrySeedAsync(ledger, 1.01m)), Is.EqualTo("over-confirmed"));
        Assert.That((await FindAsync(ledger)).SpendBy, Is.EqualTo(EndOf2027));
    });

    [Test]
    public async Task Verify_finds_a_deadline_moved_without_a_document_and_a_receipt_changed()
    {
        await using var ledger = new TestLedger(database);
        await ledger.FundAsync("LAKE");
        (await new RegisterAppropriation(ledger.Database).RunAsync(ledger.Ask(), Of100())).Expect();
        await ledger.SeedAsync("LAKE", 60);
        await ledger.MustVerifyAsync();
        await Tampering.ExecuteAsync(ledger, "UPDATE sources SET return_by = '2030-01-01' WHERE kind = 'SeedMoney'");
        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => finding.Message.En), Has.Exactly(1).EqualTo($"Appropriation {Number} has other terms by its last document than its source."));
        await Tampering.ExecuteAsync(ledger, "UPDATE sources SET return_by = '2027-12-31' WHERE kind = 'SeedMoney'");
        var gift = await ledger.DonateAsync("LAKE", 1);
        await Tampering.ExecuteAsync(ledger, $"INSERT INTO appropriation_receipts (entry_id, appropriation_id, currency, amount_minor) VALUES ({gift}, 1, 'CNY', 1)");
        Assert.That((await ledger.VerifyAsync()).Findings.Select(finding => (finding.Code, finding.Entry)), Is.EqualTo(new[] { ("appropriation", (EntryId?)gift) }));
    }

    internal static Task<Outcome<SeedMoneyReceived>> TrySeedAsync(TestLedger ledger, decimal yuan, string fund = "LAKE") =>
        new ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyReceipt(fund, Cny(yuan), Today, "区民政局", Number));

    internal static Task<Outcome<AppropriationAmended>> AmendAsync(TestLedger ledger, AppropriationAmendment amendment) => new AmendAppropriation(ledger.Database).RunAsync(ledger.Ask(), amendment);

    private static Task<Appropriation> FindAsync(TestLedger ledger) => ledger.Database.ReadAsync(FindAsync);

    private static async Task<Appropriation> FindAsync(LedgerReader reader)
    {
        var books = await Books.LoadAsync(reader);
        return (await Appropriations.FindAsync(reader, books, books.Entities.Single(), Number)).Expect();
    }
}
